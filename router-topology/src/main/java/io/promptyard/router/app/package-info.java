/**
 * The applications as they run: their settings, their life from start to drain, and what they do about a registry that
 * is down.
 */
@NullMarked
package io.promptyard.router.app;

import org.jspecify.annotations.NullMarked;
