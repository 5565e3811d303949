import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useDeleteLesson, useLesson, useSaveLesson } from '../api/agents';
import type { Lesson } from '../api/types';
import { AskingButton } from '../parts/AskingButton';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { SaveBar } from '../parts/SaveBar';
import { Trouble } from '../parts/Trouble';
import { DONE, isDone } from '../parts/Unsaved';
import { texts } from '../texts';
import { LessonForm } from './LessonForm';

const words = texts.lessons;
const BACK = { to: '/lessons', name: words.all };
const BLANK: Lesson = {
  name: '',
  title: '',
  level: '',
  style: '',
  objectives: [],
  key_points: [{ term: '', aliases: [], explanation: '', examples: [] }],
  questions: [{ ask: '', accepted: [], hints: [], explanation: '' }],
  pronunciations: {},
};

export default function LessonPage() {
  const { id = '' } = useParams();
  return id === 'new' ? <Editor key="new" lesson={BLANK} etag="" reload={() => undefined} /> : <Existing key={id} name={id} />;
}

function Existing({ name }: { name: string }) {
  const lesson = useLesson(name);
  if (lesson.data === undefined) {
    return (
      <>
        <PageHead title={words.title} back={BACK} />
        {lesson.error ? (
          <Trouble error={lesson.error} retry={() => void lesson.refetch()} />
        ) : (
          <Skeleton height={320} role="status" aria-label={texts.common.loading} />
        )}
      </>
    );
  }
  return <Editor lesson={lesson.data.data} etag={lesson.data.etag} reload={() => void lesson.refetch()} />;
}

function Editor({ lesson, etag, reload }: { lesson: Lesson; etag: string; reload: () => void }) {
  const [edited, setEdited] = useState<Lesson | null>(null);
  const [forms, setForms] = useState(0);
  const save = useSaveLesson();
  const navigate = useNavigate();
  // It was saved as a new one, and is shown under its own address since.
  const saved = isDone(useLocation().state);
  const may = useMay('lessons:write');
  const fresh = etag === '';
  const shown = edited ?? lesson;
  const dirty = edited !== null && JSON.stringify(edited) !== JSON.stringify(lesson);
  const discard = () => {
    setEdited(null);
    setForms((count) => count + 1);
    save.reset();
  };
  const submit = () =>
    save.mutate(
      { lesson: shown, etag },
      {
        onSuccess: (answer) => {
          setEdited(null);
          if (fresh) {
            navigate(`/lessons/${answer.data.name}`, { replace: true, state: DONE });
          }
        },
      },
    );
  return (
    <>
      <PageHead title={fresh ? words.add : lesson.title} back={BACK}>
        {fresh || !may ? null : <Delete name={lesson.name} etag={etag} />}
      </PageHead>
      {fresh ? null : (
        <p className="hint next">
          {words.use(lesson.name)} <Link to="/agents">{texts.numbers.toAgents}</Link>
        </p>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <LessonForm
          key={forms}
          lesson={shown}
          fresh={fresh}
          onChange={setEdited}
          error={save.error}
          disabled={!may}
          reload={() => {
            discard();
            reload();
          }}
        />
        <SaveBar dirty={dirty} busy={save.isPending} saved={save.isSuccess || saved} refused={save.isError}
          save={words.save} disabled={!may} onDiscard={discard} />
      </form>
    </>
  );
}

function Delete({ name, etag }: { name: string; etag: string }) {
  const remove = useDeleteLesson(name);
  const navigate = useNavigate();
  return (
    <AskingButton
      name={words.remove}
      title={words.removeTitle}
      lead={words.removeLead}
      order={remove}
      onConfirm={() => remove.mutate(etag, { onSuccess: () => navigate('/lessons', { state: DONE }) })}
    />
  );
}
