import type { Quick } from './quick.ts'
import type { Scope } from './scope.ts'
import type { Syntax } from './syntax-tree.ts'

/** What a prepared expression is asked of: its names as the evaluator sees them, and the elements of the loops under way. */
export type Frame = { readonly scope: Scope; readonly locals: Quick[] }

/** An expression made ready to be asked again and again. It answers exactly as the evaluator with facts that may be unknown. */
export type Prepared<Of extends Frame> = (frame: Of) => Quick

/** A name of a loop: its variable, or the element of a filter whose entries can be named directly. */
export type Local = { readonly kind: 'variable' | 'item'; readonly name: string; readonly slot: number }

/** What calls and loops ask of the preparer that they are a part of. */
export interface Preparing<Of extends Frame> {
  prepare(node: Syntax): Prepared<Of>
  /** What a name stands for outside of loops; undefined within one, and for names that stand for nothing or are built in. */
  named(name: string): Prepared<Of> | undefined
  /** The way of the evaluator, with the names of the loops around it. */
  evaluated(node: Syntax): Prepared<Of>
  /** Prepares what stands within a loop. Every loop has a place of its own: a step may loop while another loop asks for it. */
  within(kind: Local['kind'], name: string, body: Syntax): { readonly slot: number; readonly body: Prepared<Of> }
}
