import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { editProduct } from './edit-product.js'
import { listProducts, listProductsInput } from './list-products.js'
import {
  editProductInput,
  MAY_REGISTER_PRODUCTS,
  registerProductInput,
  registerVersionInput,
} from './model.js'
import { registerProduct } from './register-product.js'
import { registerVersion } from './register-version.js'
import { showProduct } from './show-product.js'

const productAnswer = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  kind: z.string(),
  revision: z.number(),
  supplier: z.object({ id: z.string(), name: z.string() }),
  versions: z.array(
    z.object({ id: z.string(), name: z.string(), released: z.string().nullable() }),
  ),
})

const listed = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  supplier: z.object({ id: z.string(), name: z.string() }),
  claimed: z.boolean(),
})

const idOf = z.object({ id: z.string().max(40) })

/** The REST operations about products. */
export const productRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/products',
    summary: 'Products, a page at a time; search by name, other name or supplier',
    tag: 'Products',
    allow: ['signed-in'],
    scope: 'products:read',
    query: listProductsInput.extend({
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).optional(),
    }),
    answer: z.object({
      items: z.array(listed),
      previous: z.string().nullable(),
      next: z.string().nullable(),
    }),
    handle: async ({ read }, { query }) => {
      const { rows, previous, next } = await read(listProducts, query)
      const items = rows.map((one) => ({
        id: one.id,
        name: one.name,
        kind: one.kind,
        supplier: { id: one.supplierId, name: one.supplierName },
        claimed: one.claimed,
      }))
      return { items, previous, next }
    },
  }),
  route({
    method: 'patch',
    path: '/products/{id}',
    summary: 'Change what a product says; carries the revision that was read',
    tag: 'Products',
    allow: MAY_REGISTER_PRODUCTS,
    scope: 'products:write',
    params: idOf,
    body: editProductInput.omit({ id: true }),
    answer: z.object({ id: z.string() }),
    handle: ({ run }, { params, body }) => run(editProduct, { ...body, ...params }),
  }),
  route({
    method: 'post',
    path: '/products/{id}/versions',
    summary: 'Register a version of a product',
    tag: 'Products',
    allow: MAY_REGISTER_PRODUCTS,
    scope: 'products:write',
    params: idOf,
    body: registerVersionInput.omit({ productId: true }),
    answer: z.object({ id: z.string(), productId: z.string(), name: z.string() }),
    status: 201,
    handle: ({ run }, { params, body }) => run(registerVersion, { ...body, productId: params.id }),
  }),
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
        revision: product.revision,
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
    allow: MAY_REGISTER_PRODUCTS,
    scope: 'products:write',
    body: registerProductInput,
    answer: z.object({ id: z.string(), name: z.string(), versionId: z.string().nullable() }),
    status: 201,
    handle: ({ run }, { body }) => run(registerProduct, body),
  }),
]
