import type { Model } from './dmn-model.ts'
import { nameOf } from './dmn-model.ts'
import { startRun } from './evaluate.ts'
import { acceptsInput } from './evaluate-test.ts'
import { Scope } from './scope.ts'
import { any, builtInType, type FeelType } from './types.ts'
import type { Value } from './values.ts'
import { childOf, childrenOf, type XmlElement } from './xml.ts'

/** The type a model means by a name: its own, an imported one (`import.type`, `prefix:type`) or FEEL's own. */
export function typeNamed(model: Model, reference: string): FeelType | undefined {
  const name = reference.replace(/\s+/g, ' ').trim()
  const own = ownType(model, name)
  if (own) return own
  const imported = importedType(model, name)
  if (imported) return imported
  const plain = name.slice(name.indexOf(':') + 1)
  return builtInType(plain) ?? (plain === name ? undefined : ownType(model, plain))
}

function importedType(model: Model, name: string): FeelType | undefined {
  for (const each of model.imports) {
    const other = model.family.get(each.namespace)
    if (!other) continue
    if (each.name === '') {
      const type = ownType(other, name)
      if (type) return type
    }
    if (each.name !== '' && name.startsWith(`${each.name}.`)) return typeNamed(other, name.slice(each.name.length + 1))
  }
  const prefix = /^([^:]+):(.+)$/.exec(name)
  const namespace = prefix && model.xml.attributes.get(`xmlns:${prefix[1]}`)
  const other = namespace ? model.family.get(namespace) : undefined
  return other && other !== model ? typeNamed(other, (prefix as RegExpExecArray)[2] as string) : undefined
}

function ownType(model: Model, name: string): FeelType | undefined {
  const known = model.types.get(name)
  if (known) return known
  const definition = childrenOf(model.xml, 'itemDefinition').find((each) => nameOf(each) === name)
  if (!definition) return undefined
  // A type that needs itself stands for anything while it is being made.
  model.types.set(name, any)
  const type = definedType(model, definition)
  model.types.set(name, type)
  return type
}

function definedType(model: Model, definition: XmlElement): FeelType {
  const components = childrenOf(definition, 'itemComponent')
  const reference = childOf(definition, 'typeRef')?.text.trim()
  const functionItem = childOf(definition, 'functionItem')
  let type: FeelType = any
  if (components.length > 0) {
    const entries = components.map((component): [string, FeelType] => [
      nameOf(component),
      definedType(model, component),
    ])
    type = { kind: 'context', entries: new Map(entries) }
  } else if (functionItem) type = functionType(model, functionItem)
  else if (reference) type = typeNamed(model, reference) ?? any
  type = restricted(model, type, childOf(definition, 'allowedValues'))
  if (definition.attributes.get('isCollection') === 'true') type = { kind: 'list', of: type }
  return restricted(model, type, childOf(definition, 'typeConstraint'))
}

function functionType(model: Model, item: XmlElement): FeelType {
  const result = item.attributes.get('outputTypeRef')
  const parameters = childrenOf(item, 'parameters').map((parameter) => referredType(model, parameter))
  return { kind: 'function', parameters, result: (result && typeNamed(model, result)) || any }
}

/** The type an element's `typeRef` names; anything when it names none. */
export function referredType(model: Model, element: XmlElement | undefined): FeelType {
  const reference = element?.attributes.get('typeRef')
  return (reference && typeNamed(model, reference)) || any
}

function restricted(model: Model, base: FeelType, constraint: XmlElement | undefined): FeelType {
  const text = childOf(constraint, 'text')?.text.trim()
  if (!text) return base
  const allows = (value: Value): boolean => {
    const scope = new Scope(new Map(), startRun({ types: (name) => typeNamed(model, name) }))
    return acceptsInput(model.unaryTests(text), value, scope) === true
  }
  return { kind: 'restricted', base, allows }
}

/** The text of the values a type allows, by itself or by the type it rests on; undefined when it allows all. */
export function allowedText(model: Model, reference: string | undefined): string | undefined {
  const seen = new Set<XmlElement>()
  for (let found = definitionOf(model, reference); found && !seen.has(found.definition); ) {
    const { definition, model: owner } = found
    seen.add(definition)
    for (const name of ['allowedValues', 'typeConstraint']) {
      const text = childOf(childOf(definition, name), 'text')?.text.trim()
      if (text) return text
    }
    found = definitionOf(owner, childOf(definition, 'typeRef')?.text)
  }
  return undefined
}

type Definition = { readonly model: Model; readonly definition: XmlElement }

/** The definition a reference means, here or in a model that is imported under the first part of its name. */
function definitionOf(model: Model, reference: string | undefined): Definition | undefined {
  const name = reference?.replace(/^.*:/, '').replace(/\s+/g, ' ').trim() ?? ''
  const own = ownDefinition(model, name)
  if (own) return own
  for (const each of model.imports) {
    const other = model.family.get(each.namespace)
    const found =
      other && each.name === ''
        ? ownDefinition(other, name)
        : other && name.startsWith(`${each.name}.`)
          ? definitionOf(other, name.slice(each.name.length + 1))
          : undefined
    if (found) return found
  }
  return undefined
}

function ownDefinition(model: Model, name: string): Definition | undefined {
  const definition = childrenOf(model.xml, 'itemDefinition').find((each) => nameOf(each) === name)
  return definition && { model, definition }
}
