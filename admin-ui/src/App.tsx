import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { Refused } from './api/client';
import { useMe } from './api/session';
import { CallPage } from './calls/CallPage';
import { CallsPage } from './calls/CallsPage';
import { Degraded } from './parts/Degraded';
import { PageHead } from './parts/PageHead';
import { Trouble } from './parts/Trouble';
import { FirstRunPage } from './people/FirstRunPage';
import { LoginPage } from './people/LoginPage';
import { Shell } from './Shell';
import { texts } from './texts';

const AgentsPage = lazy(() => import('./agents/AgentsPage'));
const AgentPage = lazy(() => import('./agents/AgentPage'));
const LessonsPage = lazy(() => import('./agents/LessonsPage'));
const LessonPage = lazy(() => import('./agents/LessonPage'));
const NumbersPage = lazy(() => import('./agents/NumbersPage'));

export function App() {
  return (
    <>
      <Degraded />
      <Routes>
        <Route path="/login" element={<LoginPage />} />
        <Route path="/first-run" element={<FirstRunPage />} />
        <Route element={<SignedIn />}>
          <Route index element={<Navigate to="/calls" replace />} />
          <Route path="/calls" element={<CallsPage />} />
          <Route path="/calls/:id" element={<CallPage />} />
          <Route path="/agents" element={<AgentsPage />} />
          <Route path="/agents/:id" element={<AgentPage />} />
          <Route path="/lessons" element={<LessonsPage />} />
          <Route path="/lessons/:id" element={<LessonPage />} />
          <Route path="/numbers" element={<NumbersPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </>
  );
}

/** The pages for who is signed in; everyone else is sent to sign in and brought back. */
function SignedIn() {
  const me = useMe();
  const here = useLocation();
  if (me.data === undefined) {
    return me.error ? (
      <main className="alone">
        <Trouble error={me.error} retry={() => void me.refetch()} />
      </main>
    ) : (
      <Waiting />
    );
  }
  const ended = me.error instanceof Refused && me.error.status === 401;
  if (me.data === null || ended) {
    return <Navigate to="/login" replace state={{ from: here.pathname + here.search }} />;
  }
  return (
    <Shell me={me.data}>
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}

function NotFound() {
  return (
    <>
      <PageHead title={texts.common.notFound} />
      <Link to="/calls">{texts.common.toCalls}</Link>
    </>
  );
}

function Waiting() {
  return (
    <Center h="40vh">
      <Loader role="status" aria-label={texts.common.loading} />
    </Center>
  );
}
