/**
 * The disease tree (OncoTree, CC BY 4.0) as data: nodes by code. Tissue nodes (`BREAST`, `LUNG`) are organs,
 * not diseases: they stand directly under the root.
 */
export interface OncoTreeNode {
  readonly code: string
  readonly name: string
  readonly mainType: string | null
  readonly tissue: string
  /** Code of the parent; null for a tissue node. */
  readonly parent: string | null
}

export interface OncoTree {
  readonly version: string
  readonly nodes: ReadonlyMap<string, OncoTreeNode>
}
