-- An opportunity is joined to a use by its id, which somebody types or copies: a wrong one is their slip and no fault.
comment on constraint opportunities_deployment_id_fkey on opportunities is 'invalid(deploymentId): There is no use with this id in the register. Its id stands in the address of its page, from “dep_” on.';
