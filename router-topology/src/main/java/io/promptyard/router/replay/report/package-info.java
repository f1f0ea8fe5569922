/** What a replay found, as data: one report for the table, the JSON, the page and the topic of experiments. */
@NullMarked
package io.promptyard.router.replay.report;

import org.jspecify.annotations.NullMarked;
