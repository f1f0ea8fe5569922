/**
 * What a run found: tables with notes, as text, Markdown or JSON.
 */
@NullMarked
package io.promptyard.bench.report;

import org.jspecify.annotations.NullMarked;
