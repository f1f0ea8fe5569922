/**
 * The configuration of a running system: what is published, who follows it, and what of the last traffic another one would
 * decide otherwise.
 */
@NullMarked
package io.promptyard.standalone.rollout;

import org.jspecify.annotations.NullMarked;
