import { type ReactNode, useId } from 'react'
import './pairing.css'

/** A field of a dialog under its name; `children` is given the id that joins the two. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
