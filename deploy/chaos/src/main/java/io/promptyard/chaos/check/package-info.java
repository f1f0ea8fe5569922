/**
 * What the topics and the books say once everything has ended, and what of that must not be.
 */
@NullMarked
package io.promptyard.chaos.check;

import org.jspecify.annotations.NullMarked;
