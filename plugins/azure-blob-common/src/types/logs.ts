/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * How far the line index of a log has come, and what it has found.
 *
 * @public
 */
export interface AzureBlobLogIndex {
  state: 'building' | 'ready';
  /** Bytes of the blob that have been read, of the log's `size`. */
  indexedBytes: number;
  /**
   * Bytes of text in them: the same, unless the log is compressed. The offsets
   * of lines count in these.
   */
  textBytes: number;
  /** The number of lines found so far; all of them once `ready`. */
  lines: number;
  /** Lines so far that report an error. */
  errors: number;
  /** Lines so far that report a warning. */
  warnings: number;
  /** The number of the first line that reports an error. */
  firstError?: number;
  /** Groups of lines so far. */
  groups: number;
  /** The first time that a line begins with; ISO 8601, UTC. */
  startedAt?: string;
  /** The last one. */
  endedAt?: string;
  /** Whether the compressed log ends before its text does. */
  isTruncated?: boolean;
}

/**
 * The answer of `GET E/log`.
 *
 * @public
 */
export interface AzureBlobLog {
  name: string;
  path: string;
  /** In bytes, as it is stored. */
  size: number;
  etag: string;
  /**
   * Names what the log says up to any of its bytes: as long as it stays the
   * same, the log has grown at most. Another one is another log.
   */
  revision: string;
  /** `version` of an `AzureBlobVersion`, where the account keeps versions. */
  version?: string;
  /** ISO 8601, UTC. */
  lastModified: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  compression?: 'gzip';
  /** Whether its first bytes are not those of a text. */
  isBinary: boolean;
  /** Whether it may still grow, and can be followed. */
  isGrowing: boolean;
  index: AzureBlobLogIndex;
}

/**
 * A part of a log that its pipeline gave a name: a group that is in no other.
 *
 * @public
 */
export interface AzureBlobLogSection {
  title: string;
  /** The number of its first line, which is its heading. */
  line: number;
  lastLine: number;
  errors: number;
  warnings: number;
  /** ISO 8601, UTC; where its lines begin with the time. */
  startedAt?: string;
  endedAt?: string;
}

/**
 * Groups of lines, in the order of their first lines. One holds another, or
 * they have no line in common.
 *
 * @public
 */
export interface AzureBlobLogGroups {
  /** The numbers of their first lines, which are their headings. */
  first: number[];
  /** The numbers of their last lines, at the same places. */
  last: number[];
  /** The places of those that are unfolded until somebody folds them. */
  open: number[];
}

/**
 * The answer of `GET E/log/outline`.
 *
 * @public
 */
export interface AzureBlobLogOutline {
  revision: string;
  /** Whether it is about all lines, and not only those indexed so far. */
  isComplete: boolean;
  /** The first 200,000 of them. */
  groups: AzureBlobLogGroups;
  /** The first 1,000 of them. */
  sections: AzureBlobLogSection[];
  /** The numbers of the first 10,000 lines that report an error. */
  errors: number[];
  /** The numbers of the first 10,000 lines that report a warning. */
  warnings: number[];
}

/**
 * One line of a log.
 *
 * @public
 */
export interface AzureBlobLogLine {
  /** Counted from 1; absent where the index does not reach the line yet. */
  number?: number;
  /** The byte in the log's text at which the line begins. */
  offset: number;
  /** Without the line terminator; escape sequences are left in. */
  text: string;
  /** Bytes of the line that `text` leaves out because it is too long. */
  omittedBytes?: number;
}

/**
 * The answer of `GET E/log/lines`.
 *
 * @public
 */
export interface AzureBlobLogLines {
  revision: string;
  lines: AzureBlobLogLine[];
  /**
   * The escape sequences that set the colours and attributes in force where
   * the first line begins; empty for none.
   */
  style: string;
  /** True where the last of `lines` is the last line of the log. */
  end: boolean;
}

/**
 * Ends a stream that began well.
 *
 * @public
 */
export interface AzureBlobStreamError {
  type: 'error';
  code: string;
  message: string;
}

/**
 * One event of `GET E/log/tail`.
 *
 * @public
 */
export type AzureBlobLogTailEvent =
  | {
      /** Lines that are whole, each once and in order. */
      type: 'lines';
      lines: AzureBlobLogLine[];
      /** The byte behind them, at which to go on: `after` of the next call. */
      next: number;
    }
  | {
      /** The line at the end, as far as it is written; it comes again. */
      type: 'open';
      line: AzureBlobLogLine;
    }
  | {
      /** The log is another one now: what follows begins at its first line. */
      type: 'reset';
      reason: 'replaced' | 'truncated';
      revision: string;
    }
  | {
      /** Nothing follows. */
      type: 'end';
      reason: 'sealed' | 'finished' | 'gone';
    }
  | AzureBlobStreamError;

/**
 * Lines of two logs that belong together.
 *
 * @public
 */
export interface AzureBlobLogHunk {
  /** `same` apart from times, ids, durations and the like. */
  kind: 'same' | 'removed' | 'added' | 'changed';
  base: {
    /** The number of the first line; of the line that would follow, for none. */
    from: number;
    count: number;
  };
  head: { from: number; count: number };
}

/**
 * The answer of `GET E/log/comparison`.
 *
 * @public
 */
export interface AzureBlobLogComparison {
  base: { revision: string; lines: number };
  head: { revision: string; lines: number };
  /** Whether both logs were compared to their ends. */
  isComplete: boolean;
  hunks: AzureBlobLogHunk[];
  /** Lines that differ. */
  removed: number;
  added: number;
}
