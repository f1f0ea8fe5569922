/**
 * Sends a sample of recorded prompts through another configuration, on topics of its own, and scores what comes back. Needs a
 * broker; what is drawn and how answers are compared is decided in {@code router.replay}.
 */
@NullMarked
package io.promptyard.standalone.replay.live;

import org.jspecify.annotations.NullMarked;
