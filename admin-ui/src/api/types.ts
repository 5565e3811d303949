// The API's objects, as the controllers of control-plane give them (/api/v1, snake case, times in
// ISO 8601, durations in milliseconds).

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** A refusal (RFC 9457); `errors`, or `field` and `remedy`, say where, why and what to do. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldProblem[];
  field?: string;
  remedy?: string;
}

export interface FieldProblem {
  field: string;
  reason: string;
  remedy: string;
}

/** Who makes the requests; `user` is null for the data folder's token. */
export interface Me {
  tenant: string;
  actor: string;
  role: string;
  permissions: string[];
  user: Person | null;
  csrf_token: string | null;
}

export interface Person {
  id: string;
  email: string;
  name: string;
}

export type CallStatus = 'ringing' | 'in-progress' | 'ended';

export interface CallSummary {
  id: string;
  direction: string;
  status: CallStatus;
  from: string;
  from_display: string;
  to: string;
  agent: string;
  agent_version: number | null;
  sip: Sip;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  ended_reason: string | null;
  ended_detail: string | null;
  setup_ms: number | null;
}

export interface Sip {
  call_id: string;
  remote: string;
  user_agent: string;
  codec: string;
  status: number | null;
}

export interface Call extends CallSummary {
  quality: Quality | null;
  transcript: Line[];
  turns: Turn[];
  events: CallEvent[];
  decisions: Decision[];
}

/** One side's words; `heard` is the part of the agent's that was played. */
export interface Line {
  role: 'caller' | 'agent';
  text: string;
  heard: string | null;
  interrupted: boolean;
  at_ms: number;
}

export interface Turn {
  index: number;
  started_ms: number;
  interrupted: boolean;
  latency: Latency;
}

/** Milliseconds from the end of the caller's speech; null where a stage did not run. */
export interface Latency {
  end_of_turn_ms: number | null;
  transcript_ms: number | null;
  first_token_ms: number | null;
  first_audio_ms: number | null;
  on_wire_ms: number | null;
}

export interface CallEvent {
  type: string;
  at_ms: number;
  data: Record<string, unknown>;
}

export interface Decision {
  at_ms: number;
  state: string;
  decision: string;
  inputs: Record<string, string>;
}

export interface Quality {
  codec: string;
  packets_received: number;
  packets_sent: number;
  lost: number;
  late: number;
  duplicate: number;
  foreign: number;
  malformed: number;
  concealed_ms: number;
  jitter_ms: number;
}

export interface Agent {
  id: string;
  draft: Definition;
  latest_version: number | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface Definition {
  name: string;
  description: string;
  system_prompt: string;
  variables: Record<string, string>;
  greeting: string;
  languages: string[];
  lesson: string;
  providers: { stt: string[]; llm: string[]; tts: string[] };
  voice: string;
  turn_taking: string;
  response_mode: string;
  limits: { max_call_minutes: number };
  end_of_call: { farewell: string; time_over: string };
  recording: { enabled: boolean; retention_days: number };
}

export interface Version {
  version: number;
  note: string;
  copied_from: number | null;
  published_by: string;
  published_at: string;
}

/** One value that changed; null where there was nothing, or is nothing any more. */
export interface Change {
  pointer: string;
  before: unknown;
  after: unknown;
}

export interface Template {
  id: string;
  title: string;
  description: string;
  definition: Partial<Definition>;
}

export interface LessonSummary {
  name: string;
  title: string;
  level: string;
  key_points: number;
  questions: number;
  revision: number;
  updated_at: string;
}

export interface Lesson {
  name: string;
  title: string;
  level: string;
  style: string;
  objectives: string[];
  key_points: Point[];
  questions: Question[];
  pronunciations: Record<string, string>;
}

export interface Point {
  term: string;
  aliases: string[];
  explanation: string;
  examples: string[];
}

export interface Question {
  ask: string;
  accepted: string[];
  hints: string[];
  explanation: string;
}

export interface PhoneNumber {
  number: string;
  agent: string;
  version: number | null;
  label: string;
  effective_version: number | null;
  trunk: string | null;
  priority: number;
  updated_at: string;
  revision: number;
}

/** A trunk, as far as the form of a number needs it. */
export interface Trunk {
  name: string;
  label: string;
  direction: 'inbound' | 'outbound' | 'both';
}
