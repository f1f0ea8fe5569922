/** The commands of {@code ./promptyard}: thin, each around what another package does. */
@NullMarked
package io.promptyard.standalone.cli;

import org.jspecify.annotations.NullMarked;
