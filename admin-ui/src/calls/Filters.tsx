import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Filter, Wanted, Which } from '../api/calls';
import { texts } from '../texts';

const words = texts.calls;
const FURTHER: Filter[] = ['from', 'to', 'agent', 'sip_call_id'];

interface Change {
  wanted: Wanted;
  change: (name: string, value: string) => void;
}

/** What narrows the list; each filter stands in the page's address. */
export function Filters({ wanted, change }: Change) {
  const further = Object.keys(wanted.filters).some((name) => name !== 'q');
  return (
    <div className="filters">
      <div className="filters-first">
        <SegmentedControl
          aria-label={words.which}
          value={wanted.which}
          onChange={(which) => change('which', which === 'all' ? '' : which)}
          data={
            [
              { value: 'all', label: words.all },
              { value: 'live', label: words.live },
              { value: 'ended', label: words.past },
            ] satisfies { value: Which; label: string }[]
          }
        />
        <TextFilter name="q" wanted={wanted} change={change} />
      </div>
      <details open={further}>
        <summary>{words.moreFilters}</summary>
        <div className="filters-more">
          {FURTHER.map((name) => (
            <TextFilter key={name} name={name} wanted={wanted} change={change} />
          ))}
          <NativeSelect
            label={words.filters.ended_reason}
            value={wanted.filters.ended_reason ?? ''}
            onChange={(event) => change('ended_reason', event.currentTarget.value)}
            data={[
              { value: '', label: words.anyReason },
              ...Object.entries(texts.endReasons).map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            label={words.filters.rating}
            value={wanted.filters.rating ?? ''}
            onChange={(event) => change('rating', event.currentTarget.value)}
            data={[
              { value: '', label: words.anyReason },
              ...[5, 4, 3, 2, 1].map((value) => ({ value: String(value), label: texts.orders.stars(value) })),
            ]}
          />
        </div>
      </details>
    </div>
  );
}

function TextFilter({ name, wanted, change }: Change & { name: Filter }) {
  const given = wanted.filters[name] ?? '';
  const [text, setText] = useState(given);
  const later = useDebouncedCallback((value: string) => change(name, value), 300);
  useEffect(() => {
    if (given === '') {
      setText('');
    }
  }, [given]);
  const label = words.filters[name];
  return (
    <TextInput
      {...(name === 'q' ? { 'aria-label': label, placeholder: label, type: 'search' } : { label })}
      name={name}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value.trim());
      }}
    />
  );
}
