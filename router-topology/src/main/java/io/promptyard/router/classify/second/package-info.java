/**
 * Second opinions on prompts that the first tier is unsure of: what embeddings of the text say, at a price that is bounded
 * and metered. Pure but for the measuring of time; what makes the embeddings comes from a module of its own.
 */
@NullMarked
package io.promptyard.router.classify.second;

import org.jspecify.annotations.NullMarked;
