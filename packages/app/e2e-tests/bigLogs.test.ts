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

import { BigLog } from 'local-azure';
import { Browser, Locator, Page } from 'playwright-core';
import { keepFigure } from './support/figures';
import { openBrowser } from './support/openBrowser';
import { putLog, removeLogs } from './support/putLog';
import { Visitor } from './support/Visitor';

const RUN = '9001';
const PREFIX = `component/default/portal/${RUN}/`;
const TAB = '/catalog/default/component/portal/logs';
const GIB = 1024 ** 3;
/** `BIG_LOG_JUMPS` makes them more, for figures. */
const JUMPS = Number(process.env.BIG_LOG_JUMPS ?? 200);
/** So many jumps would be more reads in a minute than one user has. */
const PAUSE_MS = 150;
const GROUPS = 100_000;
const WORD = 'RefundMismatch#4711';
const LAST_WORD = 9_700_000;
const log = BigLog.create(
  GIB,
  new Map([
    [1_727_000, WORD],
    [LAST_WORD, WORD],
  ]),
);

/** Of a line of a {@link BigLog}. */
const NUMBER = /line (\d{9}) /;

describe('logs of any size, in a browser', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    await putLog(`${PREFIX}a-first.log`, [Buffer.from('The first log.\n')]);
    await putLog(`${PREFIX}big.log`, log.blocks());
    await putLog(`${PREFIX}long.log`, BigLog.create(11_000_000).blocks());
    await putLog(`${PREFIX}groups.log`, [createGroups()]);
    browser = await openBrowser();
    visitor = await Visitor.create(browser);
    page = visitor.page;
    await visitor.signIn('carol');
  }, 300_000);

  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
    await removeLogs(PREFIX);
  });

  const linesOf = (name: string) =>
    page.getByRole('grid', { name: `Lines of ${name}` });
  const open = async (name: string) => {
    await page.goto(`${TAB}?location=logs&run=${RUN}&path=a-first.log`);
    await linesOf('a-first.log').getByText('The first log.').waitFor();
    const file = page
      .getByRole('grid', { name: 'Logs of this run' })
      .getByRole('row', { name });
    await file.waitFor();
    return file;
  };

  it('should show the end of 1 GiB long before its lines are counted', async () => {
    const file = await open('big.log');
    const painted = waitForText(page, log.getLine(log.lines).slice(0, 40));
    await file.click();
    await keepFigure('the end of 1 GiB is painted, ms', await painted);
    expect(await linesOf('big.log').innerText()).toContain(
      log.getLine(log.lines).slice(0, 40),
    );
  });

  it('should count the lines, and then show the right one after each jump', async () => {
    const all = log.lines.toLocaleString('en-US');
    await page.getByText(`${all} lines`).first().waitFor({ timeout: 120_000 });
    const session = await page.context().newCDPSession(page);
    const measureHeap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    const targets = Array.from({ length: JUMPS + 50 }, (_, jump) =>
      Math.ceil((((jump + 1) * 0.618_033_988_75) % 1) * log.lines),
    );
    // The first ones fill what is kept of the log.
    await jumpTo(page, targets.slice(0, 50));
    const before = await measureHeap();
    const times = await jumpTo(page, targets.slice(50));
    const after = await measureHeap();
    expect(times).toHaveLength(JUMPS);
    times.sort((one, other) => one - other);
    await keepFigure(`${JUMPS} random jumps, ms`, {
      median: times[Math.floor(JUMPS / 2)],
      p95: times[Math.floor(JUMPS * 0.95)],
      longest: times[JUMPS - 1],
    });
    await keepFigure('the heap grew by, MiB', (after - before) / 1024 ** 2);
  }, 600_000);

  it('should find what is in it twice, and go there and back', async () => {
    await linesOf('big.log').focus();
    await page.keyboard.press('/');
    const start = performance.now();
    await page.keyboard.type(WORD);
    await page.waitForURL(/[?&]q=/);
    const asked = performance.now();
    await page
      .getByText(/^1 (of|so far)/)
      .first()
      .waitFor();
    await keepFigure(
      'asked to the first hit, at 190 MB, ms',
      performance.now() - asked,
    );
    await keepFigure(
      'typed to the first hit, at 190 MB, ms',
      performance.now() - start,
    );
    await page.getByText(/of 2$/).first().waitFor({ timeout: 120_000 });
    await keepFigure('all of it searched, ms', performance.now() - start);
    const seen = new Set<string | null>();
    const hit = linesOf('big.log').locator('[role=row][data-current]');
    for (let press = 0; press < 3; press++) {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(1_000);
      await hit.getByText(WORD).waitFor();
      seen.add(await hit.getAttribute('aria-rowindex'));
    }
    expect([...seen].sort()).toEqual(['1727000', `${LAST_WORD}`]);
  }, 300_000);

  it('should scroll 100,000 lines', async () => {
    await (await open('long.log')).click();
    await page.getByText('100,000 lines').first().waitFor();
    const frames = await scrollThrough(linesOf('long.log'), 5_000);
    await keepFigure('scrolling 100,000 lines, frames a second', frames);
    expect(await linesOf('long.log').innerText()).toMatch(NUMBER);
  });

  it('should fold 100,000 groups, and unfold them', async () => {
    await (await open('groups.log')).click();
    const all = (GROUPS * 3).toLocaleString('en-US');
    await page.getByText(`${all} lines`).first().waitFor();
    const grid = linesOf('groups.log');
    for (const [name, shown, hidden] of [
      ['Unfold all groups', 'its only line', '(folded 2)'],
      ['Fold all groups', '(folded 2)', 'its only line'],
    ] as const) {
      const button = page.getByRole('button', { name, exact: true });
      const time = await button.evaluate(
        element =>
          new Promise<number>(resolve => {
            const start = performance.now();
            (element as HTMLElement).click();
            requestAnimationFrame(() =>
              setTimeout(() => resolve(performance.now() - start)),
            );
          }),
      );
      await keepFigure(`${name}, ms`, time);
      await grid.getByText(shown).first().waitFor();
      expect(await grid.getByText(hidden).count()).toBe(0);
    }
  });
});

function createGroups(): Buffer {
  return Buffer.from(
    Array.from(
      { length: GROUPS },
      (_, group) => `##[group]Step ${group}\nits only line\n##[endgroup]\n`,
    ).join(''),
  );
}

/** How long it takes from now until a text is painted, in milliseconds. */
function waitForText(page: Page, text: string): Promise<number> {
  return page.evaluate(
    wanted =>
      new Promise<number>(resolve => {
        document.addEventListener(
          'pointerdown',
          () => {
            const start = performance.now();
            const look = () => {
              const rows = document.querySelectorAll('[role=grid] [role=row]');
              const isThere = Array.from(rows).some(row =>
                row.textContent?.includes(wanted),
              );
              if (isThere) {
                // Behind the frame that paints it.
                requestAnimationFrame(() =>
                  setTimeout(() => resolve(performance.now() - start)),
                );
              } else {
                requestAnimationFrame(look);
              }
            };
            look();
          },
          { once: true, capture: true },
        );
      }),
    text,
  );
}

/** Goes to lines by their numbers, and waits for each to be shown. */
function jumpTo(page: Page, targets: number[]): Promise<number[]> {
  return page.evaluate(
    async ([lines, pause]) => {
      const input = document.querySelector<HTMLInputElement>(
        'input[aria-label="Go to line"]',
      );
      const form = input?.closest('form');
      if (!input || !form) {
        throw new Error('There is no way to go to a line.');
      }
      const setValue = Object.getOwnPropertyDescriptor(
        HTMLInputElement.prototype,
        'value',
      )?.set;
      const times: number[] = [];
      for (const line of lines) {
        const start = performance.now();
        setValue?.call(input, String(line));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        form.requestSubmit();
        const expected = `line ${String(line).padStart(9, '0')} `;
        await new Promise<void>((resolve, reject) => {
          const look = () => {
            const row = document.querySelector(`[aria-rowindex="${line}"]`);
            const text = row?.textContent ?? '';
            if (text.includes(expected)) {
              resolve();
            } else if (/line \d{9} /.test(text)) {
              reject(new Error(`Line ${line} shows "${text}".`));
            } else if (performance.now() - start > 10_000) {
              reject(new Error(`Line ${line} does not come.`));
            } else {
              requestAnimationFrame(look);
            }
          };
          look();
        });
        times.push(performance.now() - start);
        await new Promise(resolve => setTimeout(resolve, pause));
      }
      return times;
    },
    [targets, PAUSE_MS] as const,
  );
}

/** Scrolls as fast as frames come, and tells how many there were a second. */
function scrollThrough(
  grid: Locator,
  milliseconds: number,
): Promise<{ median: number; slowest: number }> {
  return grid.evaluate(async (element, duration) => {
    const gaps: number[] = [];
    const start = performance.now();
    let last = start;
    await new Promise<void>(resolve => {
      const step = (now: number) => {
        gaps.push(now - last);
        last = now;
        element.dispatchEvent(
          new WheelEvent('wheel', { deltaY: 120, cancelable: true }),
        );
        element.scrollTop += 120;
        if (now - start < duration) {
          requestAnimationFrame(step);
        } else {
          resolve();
        }
      };
      requestAnimationFrame(step);
    });
    gaps.sort((one, other) => one - other);
    return {
      median: 1000 / gaps[Math.floor(gaps.length / 2)],
      slowest: 1000 / gaps[gaps.length - 1],
    };
  }, milliseconds);
}
