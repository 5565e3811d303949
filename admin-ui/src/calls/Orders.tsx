import { Button, Checkbox, Group, NativeSelect, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRate, useSay, useUpdateContext } from '../api/calls';
import type { Call, ContextOrder } from '../api/types';
import { fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { ofLines, ofPairs } from '../parts/lines';
import { texts } from '../texts';

const words = texts.orders;
const CONTEXT = ['topic', 'level', 'phase', 'learning_goals', 'variables'] as const;

/** What somebody who is not on the line can do about a running call. */
export function Orders({ id }: { id: string }) {
  return (
    <section className="card wide orders" aria-labelledby="orders">
      <Title order={2} id="orders">
        {words.title}
      </Title>
      <Say id={id} />
      <Context id={id} />
    </section>
  );
}

function Say({ id }: { id: string }) {
  const [text, setText] = useState('');
  const [interrupt, setInterrupt] = useState(false);
  const say = useSay(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say.mutate({ text, interrupt, interruptible: true }, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={submit}>
      <Findings error={say.error} fields={['text']} />
      <Textarea label={words.say} description={words.sayHint} name="text" maxLength={1000} autosize minRows={1} maxRows={4}
        value={text} error={fieldErrors(say.error).text} onChange={(event) => setText(event.currentTarget.value)} />
      <Group justify="space-between" mt="xs">
        <Checkbox label={words.interrupt} checked={interrupt} onChange={(event) => setInterrupt(event.currentTarget.checked)} />
        <Group gap="sm">
          <span role="status" className="hint">
            {say.isSuccess ? words.said : ''}
          </span>
          <Button type="submit" loading={say.isPending} disabled={text.trim() === ''}>
            {words.sayIt}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

function Context({ id }: { id: string }) {
  const [given, setGiven] = useState({ topic: '', level: '', phase: '', learning_goals: '', variables: '' });
  const update = useUpdateContext(id);
  const errors = fieldErrors(update.error);
  const blank = Object.values(given).every((value) => value.trim() === '');
  const change = (name: (typeof CONTEXT)[number]) => (event: { currentTarget: { value: string } }) =>
    setGiven({ ...given, [name]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(wanted(given));
  };
  return (
    <details>
      <summary>{words.context}</summary>
      <form onSubmit={submit} aria-label={words.context}>
        <p className="hint">{words.contextLead}</p>
        <Findings error={update.error} fields={[...CONTEXT]} />
        <div className="two">
          {(['topic', 'level', 'phase'] as const).map((name) => (
            <TextInput key={name} label={words.fields[name]} name={name} maxLength={200} value={given[name]} error={errors[name]}
              onChange={change(name)} />
          ))}
        </div>
        <div className="two">
          <Textarea label={words.fields.learning_goals} description={texts.editor.lines} name="learning_goals" minRows={2} autosize
            value={given.learning_goals} error={errors.learning_goals} onChange={change('learning_goals')} />
          <Textarea label={words.fields.variables} description={texts.agents.variablesHint} name="variables" minRows={2} autosize
            value={given.variables} error={errors.variables} onChange={change('variables')} />
        </div>
        <Group justify="flex-end" mt="xs" gap="sm">
          <span role="status" className="hint">
            {update.isSuccess ? words.updated : ''}
          </span>
          <Button type="submit" variant="default" loading={update.isPending} disabled={blank}>
            {words.update}
          </Button>
        </Group>
      </form>
    </details>
  );
}

/** What is empty stays as it is. */
function wanted(given: Record<(typeof CONTEXT)[number], string>): ContextOrder {
  const order: ContextOrder = {};
  for (const name of ['topic', 'level', 'phase'] as const) {
    if (given[name].trim() !== '') {
      order[name] = given[name].trim();
    }
  }
  if (given.learning_goals.trim() !== '') {
    order.learning_goals = ofLines(given.learning_goals);
  }
  if (given.variables.trim() !== '') {
    order.variables = ofPairs(given.variables);
  }
  return order;
}

/** What the caller thought of it, as somebody heard it. */
export function Rating({ call }: { call: Call }) {
  const [rating, setRating] = useState(call.rating === null ? '' : String(call.rating));
  const [comment, setComment] = useState(call.rating_comment ?? '');
  const rate = useRate(call.id);
  const errors = fieldErrors(rate.error);
  return (
    <details>
      <summary>{words.rate}</summary>
      <form
        className="stack"
        aria-label={words.rate}
        onSubmit={(event) => {
          event.preventDefault();
          rate.mutate({ rating: Number(rating), comment });
        }}
      >
        <Findings error={rate.error} fields={['rating', 'comment']} />
        <NativeSelect label={words.rating} name="rating" value={rating} error={errors.rating}
          data={[{ value: '', label: texts.common.none }, ...[5, 4, 3, 2, 1].map((value) => ({ value: String(value), label: words.stars(value) }))]}
          onChange={(event) => setRating(event.currentTarget.value)} />
        <TextInput label={words.comment} name="comment" maxLength={1000} value={comment} error={errors.comment}
          onChange={(event) => setComment(event.currentTarget.value)} />
        <Group justify="flex-end" gap="sm">
          <span role="status" className="hint">
            {rate.isSuccess ? texts.common.saved : ''}
          </span>
          <Button type="submit" variant="default" size="xs" loading={rate.isPending} disabled={rating === ''}>
            {texts.common.save}
          </Button>
        </Group>
      </form>
    </details>
  );
}
