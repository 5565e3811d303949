import { Button, Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { useLessons } from '../api/agents';
import { when } from '../calls/format';
import { Empty } from '../parts/Empty';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.lessons;

export default function LessonsPage() {
  const lessons = useLessons();
  const may = useMay('lessons:write');
  const items = lessons.data?.items;
  const add = may ? (
    <Button component={Link} to="/lessons/new">
      {words.add}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={words.title}>{items?.length === 0 ? null : add}</PageHead>
      {lessons.error ? <Trouble error={lessons.error} retry={() => void lessons.refetch()} /> : null}
      {items === undefined ? (
        lessons.error ? null : <Skeleton height={160} role="status" aria-label={texts.common.loading} />
      ) : items.length === 0 ? (
        <Empty title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          {add}
        </Empty>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{words.lessonTitle}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.level}</th>
              <th scope="col" className="number">
                {words.points}
              </th>
              <th scope="col" className="number">
                {words.questions}
              </th>
              <th scope="col">{words.changed}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((lesson) => (
              <tr key={lesson.name}>
                <td data-label={words.lessonTitle}>
                  <Link className="whole" to={`/lessons/${lesson.name}`}>
                    {lesson.title}
                  </Link>
                </td>
                <td data-label={words.name}>{lesson.name}</td>
                <td data-label={words.level}>{lesson.level || texts.common.none}</td>
                <td data-label={words.points} className="number">
                  {lesson.key_points}
                </td>
                <td data-label={words.questions} className="number">
                  {lesson.questions}
                </td>
                <td data-label={words.changed}>{when(lesson.updated_at, new Date())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
