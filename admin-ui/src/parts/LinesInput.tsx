import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** A list, or pairs, edited as lines; what is typed stays as typed while it is edited. */
export function LinesInput<T>(with_: {
  label: string;
  description?: ReactNode;
  value: T;
  write: (value: T) => string;
  read: (text: string) => T;
  onChange: (value: T) => void;
  error?: string | undefined;
  rows?: number;
  disabled?: boolean;
}) {
  const { value, write, read, onChange } = with_;
  const [text, setText] = useState(() => write(value));
  const shown = write(read(text)) === write(value) ? text : write(value);
  return (
    <Textarea
      label={with_.label}
      description={with_.description}
      error={with_.error}
      rows={with_.rows ?? 2}
      resize="vertical"
      disabled={with_.disabled ?? false}
      value={shown}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
