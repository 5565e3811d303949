import { Button, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Lesson, Point, Question } from '../api/types';
import { errorsUnder, type FieldErrors, fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { LinesInput } from '../parts/LinesInput';
import { ofLines, ofPairs, toLines, toPairs } from '../parts/lines';
import { texts } from '../texts';
import { slug } from './slug';

const words = texts.lessons;
const FIELDS = ['name', 'title', 'level', 'style', 'objectives', 'key_points', 'questions', 'pronunciations'];

interface Form {
  lesson: Lesson;
  onChange: (changed: Lesson) => void;
  disabled: boolean;
}

/** A lesson as its author writes it; each field with what the server has against it. */
export function LessonForm(with_: Form & { fresh: boolean; error: unknown; reload: () => void }) {
  const { lesson, onChange, disabled } = with_;
  const errors = fieldErrors(with_.error);
  const points = lesson.key_points;
  const questions = lesson.questions;
  return (
    <>
      <Findings error={with_.error} fields={FIELDS} reload={with_.reload} />
      <About {...with_} errors={errors} />
      <fieldset disabled={disabled}>
        <legend>{words.points}</legend>
        <Said error={errors.key_points} />
        {points.map((point, index) => (
          <Item key={index} title={words.point(index + 1)} last={points.length === 1}
            remove={() => onChange({ ...lesson, key_points: points.filter((_, each) => each !== index) })}>
            <PointFields point={point} at={`key_points.${index}`} errors={errors}
              onChange={(changed) => onChange({ ...lesson, key_points: replaced(points, index, changed) })} />
          </Item>
        ))}
        <Add name={words.addPoint}
          add={() => onChange({ ...lesson, key_points: [...points, { term: '', aliases: [], explanation: '', examples: [] }] })} />
      </fieldset>
      <fieldset disabled={disabled}>
        <legend>{words.questions}</legend>
        <Said error={errors.questions} />
        {questions.map((question, index) => (
          <Item key={index} title={words.question(index + 1)} last={questions.length === 1}
            remove={() => onChange({ ...lesson, questions: questions.filter((_, each) => each !== index) })}>
            <QuestionFields question={question} at={`questions.${index}`} errors={errors}
              onChange={(changed) => onChange({ ...lesson, questions: replaced(questions, index, changed) })} />
          </Item>
        ))}
        <Add name={words.addQuestion}
          add={() => onChange({ ...lesson, questions: [...questions, { ask: '', accepted: [], hints: [], explanation: '' }] })} />
      </fieldset>
      <fieldset disabled={disabled}>
        <legend>{words.pronunciations}</legend>
        <LinesInput label={words.sounds} description={words.pronunciationsHint} value={lesson.pronunciations}
          write={toPairs} read={ofPairs} error={errorsUnder(errors, 'pronunciations')}
          onChange={(pronunciations) => onChange({ ...lesson, pronunciations })} />
      </fieldset>
    </>
  );
}

function replaced<T>(list: T[], index: number, item: T): T[] {
  return list.map((each, place) => (place === index ? item : each));
}

function About({ lesson, onChange, disabled, fresh, errors }: Form & { fresh: boolean; errors: FieldErrors }) {
  const set = (changed: Partial<Lesson>) => onChange({ ...lesson, ...changed });
  // The name follows the title until somebody gives it another.
  const titled = (title: string) => set(fresh && lesson.name === slug(lesson.title) ? { title, name: slug(title) } : { title });
  return (
    <fieldset disabled={disabled}>
      <legend>{words.about}</legend>
      <div className="two">
        <TextInput label={words.lessonTitle} description={words.lessonTitleHint} name="title" maxLength={1000} value={lesson.title} error={errors.title}
          onChange={(event) => titled(event.currentTarget.value)} />
        <TextInput label={words.name} description={words.nameHint} name="name" maxLength={64} readOnly={!fresh}
          value={lesson.name} error={errors.name} onChange={(event) => set({ name: event.currentTarget.value.trim() })} />
        <TextInput label={words.level} description={words.levelHint} name="level" maxLength={1000} value={lesson.level}
          error={errors.level} onChange={(event) => set({ level: event.currentTarget.value })} />
        <TextInput label={words.style} description={words.styleHint} name="style" maxLength={1000} value={lesson.style}
          error={errors.style} onChange={(event) => set({ style: event.currentTarget.value })} />
      </div>
      <LinesInput label={words.objectives} description={words.objectivesHint} value={lesson.objectives} write={toLines}
        read={ofLines} error={errorsUnder(errors, 'objectives')} onChange={(objectives) => set({ objectives })} />
    </fieldset>
  );
}

function PointFields(with_: { point: Point; at: string; errors: FieldErrors; onChange: (changed: Point) => void }) {
  const { point, at, errors, onChange } = with_;
  return (
    <>
      <div className="two">
        <TextInput label={words.term} description={words.termHint} name={`${at}.term`} maxLength={1000}
          value={point.term} error={errors[`${at}.term`]}
          onChange={(event) => onChange({ ...point, term: event.currentTarget.value })} />
        <LinesInput label={words.aliases} description={texts.editor.lines} value={point.aliases} write={toLines} rows={1}
          read={ofLines} error={errorsUnder(errors, `${at}.aliases`)} onChange={(aliases) => onChange({ ...point, aliases })} />
      </div>
      <Textarea label={words.explanation} name={`${at}.explanation`} rows={2} resize="vertical" maxLength={1000}
        value={point.explanation} error={errors[`${at}.explanation`]}
        onChange={(event) => onChange({ ...point, explanation: event.currentTarget.value })} />
      <LinesInput label={words.examples} description={texts.editor.lines} value={point.examples} write={toLines}
        read={ofLines} error={errorsUnder(errors, `${at}.examples`)} onChange={(examples) => onChange({ ...point, examples })} />
    </>
  );
}

function QuestionFields(with_: { question: Question; at: string; errors: FieldErrors; onChange: (changed: Question) => void }) {
  const { question, at, errors, onChange } = with_;
  return (
    <>
      <TextInput label={words.ask} name={`${at}.ask`} maxLength={1000} value={question.ask} error={errors[`${at}.ask`]}
        onChange={(event) => onChange({ ...question, ask: event.currentTarget.value })} />
      <div className="two">
        <LinesInput label={words.accepted} description={words.acceptedHint} value={question.accepted} write={toLines}
          read={ofLines} error={errorsUnder(errors, `${at}.accepted`)} onChange={(accepted) => onChange({ ...question, accepted })} />
        <LinesInput label={words.hints} description={words.hintsHint} value={question.hints} write={toLines}
          read={ofLines} error={errorsUnder(errors, `${at}.hints`)} onChange={(hints) => onChange({ ...question, hints })} />
      </div>
      <Textarea label={words.because} name={`${at}.explanation`} rows={2} resize="vertical" maxLength={1000}
        value={question.explanation} error={errors[`${at}.explanation`]}
        onChange={(event) => onChange({ ...question, explanation: event.currentTarget.value })} />
    </>
  );
}

function Item(with_: { title: string; last: boolean; remove: () => void; children: ReactNode }) {
  return (
    <div className="item" role="group" aria-label={with_.title}>
      <div className="item-head">
        <span>{with_.title}</span>
        {with_.last ? null : (
          <Button size="xs" variant="subtle" color="gray" onClick={with_.remove} aria-label={`${texts.common.remove}: ${with_.title}`}>
            {texts.common.remove}
          </Button>
        )}
      </div>
      {with_.children}
    </div>
  );
}

function Add({ name, add }: { name: string; add: () => void }) {
  return (
    <div>
      <Button variant="default" onClick={add}>
        {name}
      </Button>
    </div>
  );
}

function Said({ error }: { error: string | undefined }) {
  return error ? (
    <p role="alert" className="field-error">
      {error}
    </p>
  ) : null;
}
