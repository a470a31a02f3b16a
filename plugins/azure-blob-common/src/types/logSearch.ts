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

import { AzureBlobStreamError } from './logs';

/**
 * What to look for in logs.
 *
 * @public
 */
export interface AzureBlobLogQuery {
  /** 1 to 512 characters. */
  q: string;
  /** Whether `q` is a regular expression, in the syntax of RE2. */
  regex?: boolean;
  /** Whether capital letters differ from small ones. */
  case?: boolean;
  /** Whether only whole words count. */
  word?: boolean;
}

/**
 * A line in which something was found.
 *
 * @public
 */
export interface AzureBlobLogHit {
  /** Its number, counted from 1. */
  line: number;
  /** The byte in the log's text at which the line begins. */
  offset: number;
  /**
   * Where in the line, as pairs of a start and a length: UTF-16 code units of
   * the line without its escape sequences. The first 20.
   */
  ranges: Array<[start: number, length: number]>;
  /** 400 characters of the line, without escape sequences, around the first. */
  preview: string;
  /** Where `preview` begins in the line. */
  previewStart: number;
}

/**
 * One line of the answer of `GET E/log/search`.
 *
 * @public
 */
export type AzureBlobLogSearchEvent =
  | { type: 'hits'; hits: AzureBlobLogHit[] }
  | {
      type: 'progress';
      /** Bytes of text that have been looked through. */
      readBytes: number;
      /** Of so many, where that is known. */
      totalBytes?: number;
      /** Lines found so far, those not sent included. */
      count: number;
      /** Milliseconds that it is likely to take from here. */
      remaining?: number;
    }
  | {
      type: 'end';
      count: number;
      /** Whether all of the log was looked through. */
      isComplete: boolean;
    }
  | AzureBlobStreamError;

/**
 * One line of the answer of `GET E/logs/search`.
 *
 * @public
 */
export type AzureBlobLogsSearchEvent =
  | {
      type: 'log';
      /** The id of its run, where the location has runs. */
      run?: string;
      path: string;
      /** Lines found. */
      count: number;
      /** The first of them. */
      hits: AzureBlobLogHit[];
      /** Whether all of the log was looked through. */
      isComplete: boolean;
    }
  | {
      type: 'progress';
      /** Logs that have been looked through. */
      logs: number;
      /** Runs that have been. */
      runs: number;
      readBytes: number;
    }
  | { type: 'end'; logs: number; runs: number; isComplete: boolean }
  | AzureBlobStreamError;
