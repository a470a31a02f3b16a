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

/** Takes the bytes of a download. */
export interface DownloadSink {
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
}

interface PickerWindow {
  showSaveFilePicker?(options: {
    suggestedName: string;
  }): Promise<FileSystemFileHandle>;
}

// Below it a dialog is more trouble than the memory.
const STREAMED_FROM = 256 * 1024 * 1024;

/** The connection ended before the file did. */
export class IncompleteDownloadError extends Error {
  constructor() {
    super('The download ended early');
    this.name = 'IncompleteDownloadError';
  }
}

class MemorySink implements DownloadSink {
  readonly #name: string;
  #chunks: BlobPart[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  async write(chunk: Uint8Array) {
    this.#chunks.push(new Uint8Array(chunk));
  }

  async finish() {
    const url = URL.createObjectURL(new Blob(this.#chunks));
    const link = document.createElement('a');
    link.href = url;
    link.download = this.#name;
    link.click();
    // The browser has to have begun to read it.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.#chunks = [];
  }

  async abort() {
    this.#chunks = [];
  }
}

/**
 * Finds where to put a download. Large ones go straight to disk where the
 * browser can, after asking where to; it has to be called from a click.
 */
export async function openSink(
  name: string,
  size: number | undefined,
): Promise<DownloadSink> {
  const picker: Window & PickerWindow = window;
  if (picker.showSaveFilePicker && (size ?? 0) >= STREAMED_FROM) {
    const file = await picker.showSaveFilePicker({ suggestedName: name });
    const writable = await file.createWritable();
    return {
      write: chunk => writable.write(new Uint8Array(chunk)),
      finish: () => writable.close(),
      abort: () => writable.abort(),
    };
  }
  return new MemorySink(name);
}

/**
 * Writes a response to a sink as it comes in.
 *
 * @throws where fewer bytes came than were announced
 */
export async function saveResponse(
  response: Response,
  sink: DownloadSink,
  onProgress: (received: number) => void,
): Promise<void> {
  const announced = Number(response.headers.get('content-length') ?? NaN);
  const reader = response.body?.getReader();
  let received = 0;
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) {
        break;
      }
      await sink.write(chunk.value);
      received += chunk.value.byteLength;
      onProgress(received);
    }
    // A compressed answer announces the bytes on the wire.
    const isPlain = !response.headers.get('content-encoding');
    if (isPlain && received < announced) {
      throw new IncompleteDownloadError();
    }
    await sink.finish();
  } catch (error) {
    await sink.abort().catch(() => {});
    throw error;
  }
}
