import { Form } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { signInWords as words } from '../page-messages.ts'

/** A new password typed twice: the fields `password` and `repeat`. */
export function PasswordFields({ label }: { label?: string }) {
  const t = useWords()
  const form = Form.useFormInstance()
  return (
    <>
      <Field
        name="password"
        label={label ?? t(words.password)}
        help={t(words.passwordHelp)}
        required
        kind="password"
        autoComplete="new-password"
        check={(value) => (String(value).length < 10 ? t(words.tooShort) : undefined)}
      />
      <Field
        name="repeat"
        label={t(words.repeat)}
        required
        kind="password"
        autoComplete="new-password"
        check={(value) => (value === form.getFieldValue('password') ? undefined : t(words.notTheSame))}
      />
    </>
  )
}
