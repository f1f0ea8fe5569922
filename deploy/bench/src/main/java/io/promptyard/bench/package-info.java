/**
 * The command {@code bench}: measures a running product, each figure beside a baseline of the same run.
 */
@NullMarked
package io.promptyard.bench;

import org.jspecify.annotations.NullMarked;
