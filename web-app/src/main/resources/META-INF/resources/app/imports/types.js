/**
 * The API's answers about imports, as far as the app reads them.
 *
 * @typedef {{ created_count: number, updated_count: number }} Changes
 * @typedef {{
 *   id: string, status: "uploading" | "running" | "completed" | "failed" | "stopped", files: string[], dry_run: boolean,
 *   row_count: number, imported_count: number, unchanged_count: number, rejected_count: number, warned_count: number,
 *   merged_count: number, ignored_domain_count: number, possible_duplicate_count: number,
 *   records: Record<string, Changes>, ignored_columns: string[], failure: string | null,
 *   created_at: string, created_by: string | null, finished_at: string | null,
 * }} FileImport
 * @typedef {{
 *   file: string, line: number, column: string | null, value: string | null, reason: string, severity: "error" | "warning",
 * }} Reject
 * @typedef {{ name: string, field: string | null, use: "read" | "read_if_empty" | "ignored" }} FileColumn
 * @typedef {{
 *   kind: string | null, header_line: number, columns: FileColumn[], rows: (string | null)[][], fields: string[],
 *   missing_fields: string[][],
 * }} FilePreview
 */

export {};
