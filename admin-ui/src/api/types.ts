// What the console calls the API's objects. They are made of docs/openapi.json (schema.ts); here are
// only names, and what the description leaves open.
import type * as api from './schema';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type Problem = api.Problem;
export type FieldProblem = NonNullable<Problem['errors']>[number];
export type Me = api.SessionMe;
export type Permission = api.Permission;
export type Person = api.User;

export type CallStatus = 'ringing' | 'in-progress' | 'ended';
export type CallSummary = api.CallSummary & { status: CallStatus };
export type Call = Omit<api.CallRecord, 'decisions' | 'transcript'> & {
  status: CallStatus;
  transcript: Line[];
  decisions: Decision[];
};
export type Line = api.CallLine & { role: 'caller' | 'agent' | 'operator' };
/** What one side is saying and is not on record yet. */
export interface Spoken {
  role: Line['role'];
  text: string;
}
export type Turn = api.CallTurn;
export type Latency = api.CallLatency;
export type CallEvent = api.CallEvent;
export type Decision = api.CallDecision & { inputs: Record<string, string> };
export type Quality = api.CallQuality;
export type ToolCall = api.ToolCall;
export type SayOrder = api.CallOrderLineInput;
export type ContextOrder = api.CallOrderContextInput;

export type Recording = api.LinkedRecording;
export type Peaks = api.RecordingWaveForm;

export type Agent = api.Agent;
export type Definition = api.AgentDefinition;
export type Version = api.Version;
export type Change = api.DifferenceChange;
export type Template = api.AgentTemplate & { definition: Partial<Definition> };

export type Credential = api.ProviderShown;

export type SessionAnswer = api.SessionAnswer;
export type SessionMessage = api.SessionMessage;
export type SessionTrace = api.SessionTrace;

export type LessonSummary = api.LessonSummary;
export type Lesson = api.LessonContent;
export type Point = api.LessonContentPoint;
export type Question = api.LessonContentQuestion;

export type PhoneNumber = api.NumberEntry;
export type WantedNumber = Required<api.NumberWantedInput>;
export type Trunk = api.TrunkDefinition;
