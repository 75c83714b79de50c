/**
 * Types of the API's answers, as far as the app reads them.
 *
 * @typedef {{ id: string, name: string }} Named
 * @typedef {Named & {
 *   title?: string | null, email?: string | null, phone?: string | null, linkedin_url?: string | null,
 *   phone_readable?: string | null,
 *   company_id: string, opt_outs?: string[],
 * }} Person
 * @typedef {Named & {
 *   domain?: string | null, fit?: boolean | null, segments?: string[], owner_id?: string | null, countries?: string[],
 *   countries_readable?: string, enrichment_status?: string | null,
 * }} Company
 * @typedef {Named & { email?: string | null }} User
 * @typedef {Named & { email: string | null, role: string, has_password: boolean, created_at: string, disabled_at: string | null }} Member
 * @typedef {Named & { member_ids: string[] }} Team
 * @typedef {Named & {
 *   user_id: string, start: string, role: string, may_act_for_others: boolean, created_at: string, expires_at: string | null,
 *   last_used_at: string | null, revoked_at: string | null,
 * }} Token
 * @typedef {{
 *   id: string, user_id: string, current: boolean, address: string, user_agent: string | null, created_at: string,
 *   last_used_at: string, expires_at: string,
 * }} Session
 * @typedef {{
 *   at: string, user_id: string | null, actor: string | null, action: string, subject_id: string | null,
 *   before: Record<string, unknown> | null, after: Record<string, unknown> | null, request_id: string | null,
 * }} AuditEntry
 * @typedef {{
 *   id: string, channel: string, person_id: string, sequence_id: string | null, current_state: string, created_at?: string, changed_at?: string,
 *   person?: Person | null, company?: Company | null, sequence?: Named | null, owner?: User | null,
 *   moves?: { state: string, reason?: string }[],
 * }} Outreach
 * @typedef {{
 *   from_state: string, to_state: string, created_at: string, actor?: string | null, reason?: string | null,
 *   metadata?: Record<string, unknown> | null,
 * }} Transition
 * @typedef {{
 *   current_page: number, per_page: number, total_pages: number, total_count: number, next_cursor?: string | null,
 * }} Pagination
 * @typedef {{ items: Outreach[], pagination: Pagination }} OutreachPage
 * @typedef {{ created: number, reached_ready: number, moves: Counts }} Flow what happened to outreaches in a week or a period
 * @typedef {{ state: string, count: number, median_seconds: number | null, p90_seconds: number | null }} Stays
 * @typedef {{ from: string, to: string, weeks: (Flow & { week: string })[], states: Stays[] }} Insights
 * @typedef {Flow & { id: string | null, name: string | null, states: Stays[] }} InsightGroup
 * @typedef {{ items: InsightGroup[], pagination: Pagination }} InsightGroupPage
 * @typedef {Named & { query: string, columns: string[], shared: boolean, owner_id: string | null }} SavedView
 * @typedef {{ [key: string]: number }} Counts
 * @typedef {{ by_state: Counts, by_channel: Counts, by_state_and_channel: { [state: string]: Counts } }} Stats
 * @typedef {{ state: string, meaning: string, allowed_transitions: string[] }} StateMeaning
 * @typedef {{ name?: string, detail: string }} FieldError
 * @typedef {{ title?: string, status?: number, detail?: string, errors?: FieldError[] }} Problem a problem document (RFC 9457)
 * @typedef {{ id: string, code: string, detail?: string }} Refusal an outreach that a batch could not change
 * @typedef {{ success_count?: number, updated_count?: number, errors?: Refusal[], status?: undefined }} BatchAnswer
 * @typedef {{
 *   id: string, kind?: string, status: "queued" | "running" | "completed" | "stopped" | "failed", total_count: number,
 *   done_count: number, success_count: number, refused_count: number, errors?: Refusal[], detail?: string | null,
 *   state?: string | null, sequence_id?: string | null, created_at?: string, finished_at?: string | null, dry_run?: boolean,
 *   actor?: string | null, reason?: string | null, undoable_until?: string, undone_by?: string,
 * }} JobAnswer
 * @typedef {JobAnswer & { kind: string, created_at: string, duplicates_of?: string }} DuplicatesJob
 * @typedef {{
 *   id: string, into: string, reason: string, confidence: "exact" | "likely", record: Person & Company, into_record: Person & Company,
 * }} Duplicate
 * @typedef {{
 *   id: string, into: string, person?: Person, company?: Company, moved_people_count?: number, moved_outreaches_count: number,
 *   replaced_outreaches?: { id: string, into: string }[],
 * }} Merge
 * @typedef {{
 *   total_count: number, change_count: number, unchanged_count: number, refused_count: number, exact: boolean,
 *   refusals: { code: string, state?: string, guard?: string, count: number }[],
 * }} OutlookAnswer
 */

export {};
