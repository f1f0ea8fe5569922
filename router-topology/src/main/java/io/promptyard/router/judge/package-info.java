/**
 * A language model as a judge of how hard a prompt is, asked through our own connectors where the classifier is unsure: a step between
 * classification and decision that is in the graph only where it is configured (docs/adr/0017-second-opinions.md).
 */
@NullMarked
package io.promptyard.router.judge;

import org.jspecify.annotations.NullMarked;
