import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { useAllCredentials, useAllLessons } from '../api/agents';
import type { Definition } from '../api/types';
import { errorsUnder, type FieldErrors, fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { LinesInput } from '../parts/LinesInput';
import { ofPairs, toPairs } from '../parts/lines';
import { useMay } from '../parts/may';
import { texts } from '../texts';
import { chain, choices, value } from './models';

const words = texts.agents;
const FIELDS = [
  'name', 'description', 'system_prompt', 'variables', 'greeting', 'languages', 'lesson', 'providers.llm',
  'turn_taking', 'response_mode', 'limits.max_call_minutes', 'end_of_call.farewell', 'end_of_call.time_over',
  'recording.enabled', 'recording.retention_days',
];

interface Form {
  definition: Definition;
  onChange: (changed: Definition) => void;
  disabled: boolean;
}
interface Part extends Form {
  errors: FieldErrors;
}

/** The fields of a definition, each with what the server has against it. */
export function DefinitionForm(with_: Form & { error: unknown; reload: () => void }) {
  const errors = unprefixed(fieldErrors(with_.error));
  return (
    <>
      <Findings error={with_.error} fields={[...FIELDS, ...FIELDS.map((field) => `draft.${field}`)]} reload={with_.reload} />
      <Who {...with_} errors={errors} />
      <Talks {...with_} errors={errors} />
      <Ends {...with_} errors={errors} />
      <Recordings {...with_} errors={errors} />
    </>
  );
}

/** Findings name the field with or without the draft it is in. */
function unprefixed(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, said]) => [field.replace(/^draft\./, ''), said]),
  );
}

function Who({ definition, onChange, disabled, errors }: Part) {
  const set = (changed: Partial<Definition>) => onChange({ ...definition, ...changed });
  return (
    <fieldset disabled={disabled}>
      <legend>{words.who}</legend>
      <div className="two">
        <TextInput label={words.name} description={words.nameHint} name="name" maxLength={100}
          value={definition.name} error={errors.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <TextInput label={words.description} description={words.descriptionHint} name="description" maxLength={1000}
          value={definition.description} error={errors.description}
          onChange={(event) => set({ description: event.currentTarget.value })} />
      </div>
      <Textarea label={words.systemPrompt} description={words.systemPromptHint} name="system_prompt" rows={7}
        resize="vertical" maxLength={16000} value={definition.system_prompt} error={errors.system_prompt}
        onChange={(event) => set({ system_prompt: event.currentTarget.value })} />
      <LinesInput label={words.variables} description={words.variablesHint} value={definition.variables}
        write={toPairs} read={ofPairs} error={errorsUnder(errors, 'variables')}
        onChange={(variables) => set({ variables })} />
    </fieldset>
  );
}

function Talks({ definition, onChange, disabled, errors }: Part) {
  const lessons = useAllLessons();
  const credentials = useAllCredentials(useMay('providers:read'));
  const set = (changed: Partial<Definition>) => onChange({ ...definition, ...changed });
  return (
    <fieldset disabled={disabled}>
      <legend>{words.talks}</legend>
      <Textarea label={words.greeting} description={words.greetingHint} name="greeting" rows={2} resize="vertical"
        maxLength={500} value={definition.greeting} error={errors.greeting}
        onChange={(event) => set({ greeting: event.currentTarget.value })} />
      <div className="two">
        <TextInput label={words.lesson} name="lesson"
          description={<>{words.lessonHint} <Link to="/lessons/new">{words.newLesson}</Link></>} maxLength={64} list="lessons"
          value={definition.lesson} error={errors.lesson}
          onChange={(event) => set({ lesson: event.currentTarget.value.trim() })} />
        <Commas label={words.languages} description={words.languagesHint} value={definition.languages}
          error={errorsUnder(errors, 'languages')} onChange={(languages) => set({ languages })} />
        <NativeSelect label={words.turnTaking} name="turn_taking" value={definition.turn_taking}
          error={errors.turn_taking} data={options(words.turnTakings)}
          onChange={(event) => set({ turn_taking: event.currentTarget.value })} />
        <NativeSelect label={words.responseMode} name="response_mode" value={definition.response_mode}
          error={errors.response_mode} data={options(words.responseModes)}
          onChange={(event) => set({ response_mode: event.currentTarget.value })} />
        <NativeSelect label={words.model} description={words.modelHint} name="model"
          value={value(definition.providers.llm)} error={errorsUnder(errors, 'providers')}
          data={choices(definition.providers.llm, credentials.data ?? [])}
          onChange={(event) =>
            set({ providers: { ...definition.providers, llm: chain(event.currentTarget.value) } })} />
      </div>
      <datalist id="lessons">
        {(lessons.data ?? []).map((lesson) => (
          <option key={lesson.name} value={lesson.name}>
            {lesson.title}
          </option>
        ))}
      </datalist>
    </fieldset>
  );
}

function Ends({ definition, onChange, disabled, errors }: Part) {
  const end = definition.end_of_call;
  return (
    <fieldset disabled={disabled}>
      <legend>{words.ends}</legend>
      <Textarea label={words.farewell} description={words.farewellHint} name="farewell" rows={2} resize="vertical"
        maxLength={500} value={end.farewell} error={errors['end_of_call.farewell']}
        onChange={(event) => onChange({ ...definition, end_of_call: { ...end, farewell: event.currentTarget.value } })} />
      <Textarea label={words.timeOver} description={words.timeOverHint} name="time_over" rows={2} resize="vertical"
        maxLength={500} value={end.time_over} error={errors['end_of_call.time_over']}
        onChange={(event) => onChange({ ...definition, end_of_call: { ...end, time_over: event.currentTarget.value } })} />
      <TextInput label={words.minutes} name="max_call_minutes" inputMode="numeric" maxLength={3} w="12rem"
        value={String(definition.limits.max_call_minutes)} error={errors['limits.max_call_minutes']}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, '');
          onChange({ ...definition, limits: { ...definition.limits, max_call_minutes: Number(digits) } });
        }} />
    </fieldset>
  );
}

function Recordings({ definition, onChange, disabled, errors }: Part) {
  const recording = definition.recording;
  return (
    <fieldset disabled={disabled}>
      <legend>{words.recordings}</legend>
      <Switch label={words.recorded} description={words.recordedHint} name="recorded" checked={recording.enabled}
        error={errors['recording.enabled']}
        onChange={(event) =>
          onChange({ ...definition, recording: { ...recording, enabled: event.currentTarget.checked } })} />
      {recording.enabled && (
        <TextInput label={words.retention} name="retention_days" inputMode="numeric" maxLength={4} w="12rem" mt="sm"
          value={String(recording.retention_days)} error={errors['recording.retention_days']}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '');
            onChange({ ...definition, recording: { ...recording, retention_days: Number(digits) } });
          }} />
      )}
    </fieldset>
  );
}

function Commas(with_: {
  label: string;
  description: string;
  value: string[];
  error: string | undefined;
  onChange: (value: string[]) => void;
}) {
  return (
    <TextInput label={with_.label} description={with_.description} name="languages" maxLength={100}
      defaultValue={with_.value.join(', ')} error={with_.error}
      onChange={(event) =>
        with_.onChange(event.currentTarget.value.split(',').map((part) => part.trim()).filter((part) => part !== ''))} />
  );
}

function options(of: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(of).map(([value, label]) => ({ value, label }));
}
