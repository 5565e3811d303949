import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useDeleteLesson, useLesson, useSaveLesson } from '../api/agents';
import type { Lesson } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { SaveBar } from '../parts/SaveBar';
import { Trouble } from '../parts/Trouble';
import { DONE } from '../parts/Unsaved';
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
        <SaveBar dirty={dirty} busy={save.isPending} saved={save.isSuccess} save={words.save} disabled={!may}
          onDiscard={discard} />
      </form>
    </>
  );
}

function Delete({ name, etag }: { name: string; etag: string }) {
  const [asks, setAsks] = useState(false);
  const remove = useDeleteLesson(name);
  const navigate = useNavigate();
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {words.remove}
      </Button>
      <Confirm
        opened={asks}
        title={words.removeTitle}
        lead={words.removeLead}
        action={words.remove}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setAsks(false)}
        onConfirm={() => remove.mutate(etag, { onSuccess: () => navigate('/lessons', { state: DONE }) })}
      />
    </>
  );
}
