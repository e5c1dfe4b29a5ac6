import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/describe.js'
import { registerProductInput } from './model.js'
import { registerProduct } from './register-product.js'
import { showProduct } from './show-product.js'

const productAnswer = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  kind: z.string(),
  supplier: z.object({ id: z.string(), name: z.string() }),
  versions: z.array(
    z.object({ id: z.string(), name: z.string(), released: z.string().nullable() }),
  ),
})

/** The REST operations about products. */
export const productRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/products/{id}',
    summary: 'A product and its versions',
    tag: 'Products',
    allow: ['signed-in'],
    scope: 'products:read',
    params: z.object({ id: z.string().max(40) }),
    answer: productAnswer,
    handle: async ({ read }, { params }) => {
      const { product, versions } = await read(showProduct, params)
      return {
        id: product.id,
        name: product.name,
        summary: product.summary,
        kind: product.kind,
        supplier: { id: product.supplierId, name: product.supplierName },
        versions: versions.map(({ id, name, released }) => ({ id, name, released })),
      }
    },
  }),
  route({
    method: 'post',
    path: '/products',
    summary: 'Register a product, with its first version',
    tag: 'Products',
    allow: ['supplier-contact', 'deployment-owner', 'administrator', 'technical-lead'],
    scope: 'products:write',
    body: registerProductInput,
    answer: z.object({ id: z.string(), name: z.string(), versionId: z.string().nullable() }),
    status: 201,
    handle: ({ run }, { body }) => run(registerProduct, body),
  }),
]
