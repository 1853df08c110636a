/** The shape of a namespace with any words: what the English file must have for every Chinese one. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
