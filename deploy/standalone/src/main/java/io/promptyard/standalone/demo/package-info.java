/**
 * The demo: real prompts, half through the gateway and half through the topic, against simulated providers that fail by a
 * script; then a summary from the topics and a check that nothing was lost. Prints nothing itself.
 */
@NullMarked
package io.promptyard.standalone.demo;

import org.jspecify.annotations.NullMarked;
