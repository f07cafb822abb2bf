import { parseExpression, parseUnaryTests } from './syntax.ts'
import { isPlainWord, normalName } from './syntax-parser.ts'
import type { Syntax, UnaryTests } from './syntax-tree.ts'
import type { FeelType } from './types.ts'
import { childOf, childrenOf, readXml, type XmlElement } from './xml.ts'

/** What another model is called here. */
type Import = { readonly name: string; readonly namespace: string }
type ElementKind = 'inputData' | 'decision' | 'businessKnowledgeModel' | 'decisionService'

/** A named thing of a model that can be required: an input, a decision, a piece of knowledge or a service. */
export type ModelElement = {
  readonly kind: ElementKind
  readonly name: string
  readonly xml: XmlElement
  readonly model: Model
}

const kinds = new Set<string>(['inputData', 'decision', 'businessKnowledgeModel', 'decisionService'])

/** A DMN model as it was read; expressions are parsed when they are first needed. */
export class Model {
  readonly name: string
  readonly namespace: string
  readonly imports: readonly Import[]
  readonly xml: XmlElement
  readonly elements: readonly ModelElement[]
  /** Models by namespace, this one among them. */
  readonly family: Map<string, Model>
  readonly types = new Map<string, FeelType>()
  private readonly byId = new Map<string, ModelElement>()
  private names: readonly string[] | undefined
  private readonly expressions = new Map<string, Syntax>()
  private readonly tests = new Map<string, UnaryTests>()

  constructor(xml: XmlElement, family: Map<string, Model>) {
    this.xml = xml
    this.family = family
    this.name = xml.attributes.get('name') ?? ''
    this.namespace = xml.attributes.get('namespace') ?? ''
    this.imports = childrenOf(xml, 'import').map((each) => ({
      name: nameOf(each),
      namespace: each.attributes.get('namespace') ?? '',
    }))
    this.elements = xml.children
      .filter((child) => kinds.has(child.name))
      .map((child) => ({ kind: child.name as ElementKind, name: nameOf(child), xml: child, model: this }))
    for (const element of this.elements) {
      const id = element.xml.attributes.get('id')
      if (id) this.byId.set(id, element)
    }
    family.set(this.namespace, this)
  }

  /** An element by kind and name; undefined when there is none. */
  findElement(kind: ElementKind, name: string): ModelElement | undefined {
    return this.elements.find((element) => element.kind === kind && element.name === name)
  }

  /** What a reference leads to: `#id` here, `namespace#id` here or in an imported model. */
  findReference(reference: string): ModelElement | undefined {
    const split = reference.lastIndexOf('#')
    const namespace = split > 0 ? reference.slice(0, split) : this.namespace
    return this.family.get(namespace)?.byId.get(reference.slice(split + 1))
  }

  /** @throws SyntaxProblem */
  expression(text: string): Syntax {
    const known = this.expressions.get(text)
    if (known) return known
    const syntax = parseExpression(text, this.wordyNames())
    this.expressions.set(text, syntax)
    return syntax
  }

  /** @throws SyntaxProblem */
  unaryTests(text: string): UnaryTests {
    const known = this.tests.get(text)
    if (known) return known
    const tests = parseUnaryTests(text, this.wordyNames())
    this.tests.set(text, tests)
    return tests
  }

  /** This model and every model it imports, directly or through another. */
  private withImports(): ReadonlySet<Model> {
    const found = new Set<Model>([this])
    for (const model of found)
      for (const { namespace } of model.imports) {
        const imported = this.family.get(namespace)
        if (imported) found.add(imported)
      }
    return found
  }

  /** Every name of these models that the parser must be told of. */
  private wordyNames(): readonly string[] {
    if (this.names) return this.names
    const found = new Set<string>()
    const visit = (element: XmlElement): void => {
      for (const key of ['name', 'iteratorVariable']) {
        const name = element.attributes.get(key)
        if (name !== undefined && !isPlainWord(name)) found.add(name.trim())
      }
      if (!element.name.startsWith('DMN')) element.children.forEach(visit)
    }
    for (const model of this.withImports()) visit(model.xml)
    this.names = [...found]
    return this.names
  }
}

/** The name of an element, with its spaces made one. */
export const nameOf = (element: XmlElement): string =>
  (element.attributes.get('name') ?? '').replace(/\s+/g, ' ').trim()

/** The name its value goes by where it is required. */
export function variableName(element: ModelElement): string {
  const variable = childOf(element.xml, 'variable')
  return (variable && nameOf(variable)) || element.name
}

/**
 * Reads a model and the models it imports.
 * @param imported the XML of other models, of which those that it imports are used
 * @throws XmlProblem
 */
export function readModel(source: string, imported: readonly string[] = []): Model {
  const family = new Map<string, Model>()
  for (const other of imported) new Model(readXml(other), family)
  return new Model(readXml(source), family)
}

/** True when both are written the same, whatever the spaces around operators. */
export const sameName = (left: string, right: string): boolean => normalName(left) === normalName(right)
