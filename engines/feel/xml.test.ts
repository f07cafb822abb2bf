import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childOf, childrenOf, readXml, XmlProblem } from './xml.ts'

test('elements, attributes and text are read by local name', () => {
  const root = readXml(
    '\uFEFF<?xml version="1.0"?><!-- a --><d:m xmlns:d="u" name="低&amp;保"><d:t>1 &lt; 2<![CDATA[ & 3]]></d:t><t/></d:m>\n',
  )
  assert.equal(root.name, 'm')
  assert.equal(root.attributes.get('name'), '低&保')
  assert.equal(root.attributes.get('xmlns:d'), 'u')
  assert.equal(childOf(root, 't')?.text, '1 < 2 & 3')
  assert.equal(childrenOf(root, 't').length, 2)
})

test('a broken document is refused with line and column', () => {
  const sentence = (source: string): string => {
    try {
      readXml(source)
    } catch (problem) {
      assert.ok(problem instanceof XmlProblem)
      return problem.text.zh
    }
    return 'read'
  }
  assert.equal(sentence('<a>\n<b></a>'), '第 2 行第 7 列：应为 </b>，却是 </a>。')
  assert.match(sentence('<a>'), /没有结束标签/)
  assert.match(sentence('<a/><b/>'), /根元素之后/)
  assert.match(sentence('<a x=1/>'), /加引号/)
  assert.match(sentence('<a x="1" x="2"/>'), /重复/)
  assert.match(sentence('<a>&nbsp;</a>'), /实体/)
  assert.match(sentence('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]><a>&x;</a>'), /文档类型/)
  assert.match(sentence('<a>'.repeat(600)), /过深/)
})
