// Made of docs/openapi.json by types.mjs; nobody edits it.

export interface Agent {
  id: string;
  draft: AgentDefinition;
  latest_version: number | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface AgentDefinition {
  name: string;
  description: string;
  system_prompt: string;
  variables: Record<string, string>;
  greeting: string;
  languages: string[];
  lesson: string;
  providers: AgentDefinitionProviders;
  voice: string;
  turn_taking: string;
  response_mode: string;
  limits: AgentDefinitionLimits;
  end_of_call: AgentDefinitionEndOfCall;
}

export interface AgentDefinitionEndOfCall {
  farewell: string;
  time_over: string;
}

/** begin with a name */
export interface AgentDefinitionInput {
  name: string;
  description?: string;
  system_prompt?: string;
  variables?: Record<string, string>;
  greeting?: string;
  languages?: string[];
  lesson?: string;
  providers?: {
    stt?: "embedded"[];
    llm?: Array<"openai" | "embedded">;
    tts?: "embedded"[];
  };
  voice?: "default";
  turn_taking?: "conversational" | "patient" | "brisk";
  response_mode?: "faster" | "planning" | "detailed";
  limits?: {
    max_call_minutes?: number;
  };
  end_of_call?: {
    farewell?: string;
    time_over?: string;
  };
}

export interface AgentDefinitionLimits {
  max_call_minutes: number;
}

export interface AgentDefinitionProviders {
  stt: string[];
  llm: string[];
  tts: string[];
}

export interface AgentPage {
  items: Agent[];
  next_cursor: string | null;
}

export interface AgentTemplate {
  id: string;
  title: string;
  description: string;
  definition: unknown;
}

export interface AgentTemplateList {
  items: AgentTemplate[];
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  status: string;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  rotated_to: string | null;
}

export interface ApiKeyCreated {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  status: string;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  rotated_to: string | null;
  secret: string;
}

export interface ApiKeyNewKeyInput {
  name?: string | null;
  scopes?: string[] | null;
  expires_at?: string | null;
}

export interface ApiKeyPage {
  items: ApiKey[];
  next_cursor: string | null;
}

export interface ApiKeyRotationInput {
  overlap_hours?: number | null;
}

export interface AuditEntry {
  id: number;
  at: string;
  actor: string;
  role: string;
  action: string;
  subject_type: string;
  subject_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface AuditEntryPage {
  items: AuditEntry[];
  next_cursor: string | null;
}

export interface CallDecision {
  at_ms: number;
  state: string;
  decision: string;
  inputs: Record<string, unknown>;
}

export interface CallEvent {
  type: string;
  at_ms: number;
  data: Record<string, unknown>;
}

export interface CallLatency {
  end_of_turn_ms: number | null;
  transcript_ms: number | null;
  first_token_ms: number | null;
  first_audio_ms: number | null;
  on_wire_ms: number | null;
}

export interface CallLine {
  role: string;
  text: string;
  heard: string | null;
  interrupted: boolean;
  at_ms: number;
}

export interface CallPage {
  items: CallSummary[];
  next_cursor: string | null;
}

export interface CallQuality {
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

export interface CallRecord {
  id: string;
  direction: string;
  status: string;
  from: string;
  from_display: string;
  to: string;
  agent: string;
  agent_version: number | null;
  sip: CallSip;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  ended_reason: string | null;
  ended_detail: string | null;
  setup_ms: number | null;
  quality: CallQuality | null;
  transcript: CallLine[];
  turns: CallTurn[];
  events: CallEvent[];
  decisions: CallDecision[];
}

export interface CallSip {
  call_id: string;
  remote: string;
  user_agent: string;
  codec: string;
  status: number | null;
}

export interface CallStatisticHour {
  hour: string;
  calls: number;
  answered: number;
  duration_ms: number;
}

export interface CallStatisticReport {
  from: string;
  to: string;
  complete: boolean;
  calls: number;
  answered: number;
  duration_ms: number;
  outcomes: Record<string, number>;
  hours: CallStatisticHour[];
  stages: CallStatisticStage[];
}

export interface CallStatisticStage {
  agent: string;
  agent_version: number;
  stage: string;
  turns: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
}

export interface CallSummary {
  id: string;
  direction: string;
  status: string;
  from: string;
  from_display: string;
  to: string;
  agent: string;
  agent_version: number | null;
  sip: CallSip;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  ended_reason: string | null;
  ended_detail: string | null;
  setup_ms: number | null;
}

export interface CallTurn {
  index: number;
  started_ms: number;
  interrupted: boolean;
  latency: CallLatency;
}

export interface DifferenceChange {
  pointer: string;
  before: unknown;
  after: unknown;
}

export type EndReason = "caller-hangup" | "caller-cancelled" | "agent-hangup" | "operator-hangup" | "inactivity" | "max-duration" | "no-route" | "not-acceptable" | "capacity" | "agent-unavailable" | "ack-timeout" | "media-timeout" | "drained" | "node-crash" | "error";

export interface LessonContent {
  name: string;
  title: string;
  level: string;
  style: string;
  objectives: string[];
  key_points: LessonContentPoint[];
  questions: LessonContentQuestion[];
  pronunciations: Record<string, string>;
}

/** begin with name and title */
export interface LessonContentInput {
  name: string;
  title: string;
  level?: string;
  style?: string;
  objectives?: string[];
  key_points: Array<{
    term: string;
    aliases?: string[];
    explanation: string;
    examples?: string[];
  }>;
  questions: Array<{
    ask: string;
    accepted: string[];
    hints?: string[];
    explanation: string;
  }>;
  pronunciations?: Record<string, string>;
}

export interface LessonContentPoint {
  term: string;
  aliases: string[];
  explanation: string;
  examples: string[];
}

export interface LessonContentQuestion {
  ask: string;
  accepted: string[];
  hints: string[];
  explanation: string;
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

export interface LessonSummaryPage {
  items: LessonSummary[];
  next_cursor: string | null;
}

export interface LinkAnswerInput {
  token?: string | null;
  email?: string | null;
  name?: string | null;
  password?: string | null;
}

export interface NewAgentInput {
  id?: string | null;
  definition: AgentDefinitionInput;
}

export interface NewUserInput {
  email?: string | null;
  name?: string | null;
  role?: string | null;
  password?: string | null;
}

export interface NumberEntry {
  number: string;
  agent: string;
  version: number | null;
  label: string;
  effective_version: number | null;
  updated_at: string;
  revision: number;
}

export interface NumberEntryPage {
  items: NumberEntry[];
  next_cursor: string | null;
}

/** give number and agent */
export interface NumberWantedInput {
  number: string;
  agent: string;
  version?: number | null;
  label?: string;
}

export type Permission = "calls:read" | "calls:control" | "calls:export" | "statistics:read" | "recordings:read" | "recordings:delete" | "agents:read" | "agents:write" | "agents:publish" | "lessons:read" | "lessons:write" | "numbers:read" | "numbers:write" | "trunks:read" | "trunks:write" | "providers:read" | "providers:write" | "webhooks:read" | "webhooks:write" | "voice-sessions:read" | "voice-sessions:write" | "users:read" | "users:write" | "keys:read" | "keys:write" | "audit:read" | "settings:read" | "settings:write" | "organisation:write";

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  field?: string;
  remedy?: string;
  errors?: Array<{
    field: string;
    reason: string;
    remedy: string;
  }>;
}

export type Role = "owner" | "admin" | "operator" | "analyst" | "integrator";

export interface SessionMe {
  tenant: string;
  actor: string;
  role: Role;
  permissions: Permission[];
  user: User | null;
  csrf_token: string | null;
}

export interface SessionNewPasswordInput {
  current_password?: string | null;
  new_password?: string | null;
}

export interface SessionRoleLine {
  role: Role;
  meaning: string;
  permissions: Permission[];
}

export interface SessionRoles {
  items: SessionRoleLine[];
}

export interface SignInProofInput {
  tenant?: string | null;
  email?: string | null;
  password?: string | null;
}

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  status: string;
  revision: number;
  created_at: string;
  updated_at: string;
}

export interface UserChangeInput {
  name?: string | null;
  role?: string | null;
  status?: string | null;
}

export interface UserCreated {
  id: string;
  email: string;
  name: string;
  role: Role;
  status: string;
  revision: number;
  created_at: string;
  updated_at: string;
  link: string | null;
}

export interface UserPage {
  items: User[];
  next_cursor: string | null;
}

export interface Version {
  version: number;
  note: string;
  copied_from: number | null;
  published_by: string;
  published_at: string;
  definition: AgentDefinition;
}

export interface VersionDiff {
  from: string;
  to: string;
  changes: DifferenceChange[];
}

export interface VersionPage {
  items: Version[];
  next_cursor: string | null;
}

export interface VersionPublicationInput {
  note?: string | null;
}

export interface VersionRollBackInput {
  version: number;
  note?: string | null;
}
