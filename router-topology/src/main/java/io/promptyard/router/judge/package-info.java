/**
 * A language model as a judge of how hard a prompt is, asked through our own connectors. A part that stands ready: no graph
 * has it yet (docs/adr/0017-second-opinions.md says what is missing).
 */
@NullMarked
package io.promptyard.router.judge;

import org.jspecify.annotations.NullMarked;
