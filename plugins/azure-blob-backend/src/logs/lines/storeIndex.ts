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

import { deflateSync, inflateSync } from 'node:zlib';
import { Checkpoints, LogIndexLimits, MAX_CHECKPOINTS } from './Checkpoints';
import { TextEncoding } from './detectText';
import { HEAD_UNITS, LogFindings, MAX_LINE_NUMBERS } from './LogFindings';
import type { LogIndexState } from './LogIndex';
import { LineNumbers } from './LineNumbers';
import { LogGroups } from './LogGroups';
import { LogScanner } from './LogScanner';
import { readGroups, writeGroups } from './storeGroups';
import { VarintReader } from './VarintReader';
import { VarintWriter } from './VarintWriter';

/** Another number for each other meaning of the bytes that follow it. */
const HEADER = Buffer.from('log index 1\n');
const LEVEL = 6;
/** More than the biggest index has, before it is compressed. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_STYLE_BYTES = 128;
const MAX_PENDING_BYTES = 130;

const ENCODINGS: TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be'];

/** Packs all that an index knows. */
export function writeIndex(state: LogIndexState): Buffer {
  const writer = new VarintWriter();
  const { scanner, findings, checkpoints } = state;
  writer.write(ENCODINGS.indexOf(state.encoding));
  writer.writeFlag(state.complete);
  writer.write(scanner.offset);
  writer.write(scanner.line);
  writer.writeFlag(scanner.atLineStart);
  writer.writeText(scanner.style.toString());
  writer.writeBytes(scanner.pending);
  writer.writeBytes(state.head);
  writer.writeBytes(state.half);
  writeCheckpoints(writer, checkpoints);
  writer.write(findings.errors.count);
  writer.writeRising(findings.errors.first);
  writer.write(findings.warnings.count);
  writer.writeRising(findings.warnings.first);
  writer.writeTime(findings.startedAt);
  writer.writeTime(findings.endedAt);
  writeGroups(writer, findings.groups.state);
  return Buffer.concat([
    HEADER,
    deflateSync(writer.toBuffer(), { level: LEVEL }),
  ]);
}

/**
 * Unpacks an index.
 *
 * @throws where the bytes are not those of one.
 */
export function readIndex(buffer: Buffer): LogIndexState {
  if (!buffer.subarray(0, HEADER.length).equals(HEADER)) {
    throw new Error('The index is of another version.');
  }
  const reader = new VarintReader(
    inflateSync(buffer.subarray(HEADER.length), {
      maxOutputLength: MAX_BYTES,
    }),
  );
  const encoding = ENCODINGS[reader.read(ENCODINGS.length - 1)];
  const width = encoding === 'utf-8' ? 1 : 2;
  const complete = reader.readFlag();
  const scanner = readScanner(reader);
  const head = reader.readBytes(HEAD_UNITS * width);
  const half = reader.readBytes(width - 1);
  const checkpoints = readCheckpoints(reader, scanner, width);
  const errors = readLineNumbers(reader, scanner.line);
  const warnings = readLineNumbers(reader, scanner.line);
  const startedAt = reader.readTime();
  const endedAt = reader.readTime();
  const groups = new LogGroups(readGroups(reader, scanner.line));
  const findings = new LogFindings(groups, errors, warnings);
  findings.startedAt = startedAt;
  findings.endedAt = endedAt;
  reader.end();
  return { encoding, complete, checkpoints, scanner, findings, head, half };
}

function readScanner(reader: VarintReader): LogScanner {
  const offset = reader.read();
  const line = reader.read(offset + 1);
  const atLineStart = reader.readFlag();
  const style = reader.readText(MAX_STYLE_BYTES);
  const pending = reader.readBytes(MAX_PENDING_BYTES);
  if (line < 1 || offset < pending.length || pending.includes(0x0a)) {
    throw new Error('The index has an impossible place.');
  }
  const scanner = new LogScanner({
    offset: offset - pending.length,
    line,
    style,
  });
  scanner.readLine(pending, 0);
  scanner.atLineStart = atLineStart;
  return scanner;
}

function writeCheckpoints(writer: VarintWriter, checkpoints: Checkpoints) {
  const { list, limits, spacing } = checkpoints;
  writer.write(limits.linesPerCheckpoint);
  writer.write(limits.bytesPerCheckpoint);
  writer.write(limits.maxCheckpoints);
  writer.write(spacing);
  writer.writeRising(list.map(({ line }) => line));
  writer.writeRising(list.map(({ offset }) => offset));
  const styles = Array.from(new Set(list.map(({ style }) => style)));
  const places = new Map(styles.map((style, i) => [style, i]));
  writer.write(styles.length);
  for (const style of styles) {
    writer.writeText(style);
  }
  for (const { style } of list) {
    writer.write(places.get(style) ?? 0);
  }
}

function readCheckpoints(
  reader: VarintReader,
  { line, offset }: LogScanner,
  width: number,
): Checkpoints {
  const limits: LogIndexLimits = {
    linesPerCheckpoint: reader.read(),
    bytesPerCheckpoint: reader.read(),
    maxCheckpoints: reader.read(MAX_CHECKPOINTS),
  };
  const spacing = reader.read();
  const lines = reader.readRising(MAX_CHECKPOINTS, 1, line);
  const offsets = reader.readRising(MAX_CHECKPOINTS, 0, offset * width);
  const styles = Array.from({ length: reader.readCount(lines.length) }, () =>
    reader.readText(MAX_STYLE_BYTES),
  );
  if (lines[0] !== 1 || offsets[0] !== 0 || lines.length !== offsets.length) {
    throw new Error('The index does not begin where the log does.');
  }
  const list = lines.map((each, i) => ({
    line: each,
    offset: offsets[i],
    style: styles[reader.read(styles.length - 1)],
  }));
  return new Checkpoints(limits, list, spacing);
}

function readLineNumbers(reader: VarintReader, lines: number): LineNumbers {
  const count = reader.read(lines);
  const first = reader.readRising(MAX_LINE_NUMBERS, 1, lines);
  if (first.length !== Math.min(count, MAX_LINE_NUMBERS)) {
    throw new Error('The index has lost lines.');
  }
  return new LineNumbers(MAX_LINE_NUMBERS, first, count);
}
