import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useLessonPages } from '../api/agents';
import type { LessonSummary } from '../api/types';
import { when } from '../calls/format';
import { type Column, List } from '../parts/List';
import { useMay } from '../parts/may';
import { texts } from '../texts';

const words = texts.lessons;
const COLUMNS: Column<LessonSummary>[] = [
  {
    name: words.lessonTitle,
    cell: (lesson) => (
      <Link className="whole" to={`/lessons/${lesson.name}`}>
        {lesson.title}
      </Link>
    ),
  },
  { name: words.name, cell: (lesson) => lesson.name },
  { name: words.level, cell: (lesson) => lesson.level || texts.common.none },
  { name: words.points, number: true, cell: (lesson) => lesson.key_points },
  { name: words.questions, number: true, cell: (lesson) => lesson.questions },
  { name: words.changed, cell: (lesson) => when(lesson.updated_at, new Date()) },
];

export default function LessonsPage() {
  const may = useMay('lessons:write');
  const add = may ? (
    <Button component={Link} to="/lessons/new">
      {words.add}
    </Button>
  ) : null;
  return (
    <List title={words.title} list={useLessonPages()} columns={COLUMNS} id={(lesson) => lesson.name} add={add}
      empty={{ title: words.emptyTitle, lead: words.emptyLead }} />
  );
}
