/** What is known of models: prices, windows, capabilities, quality. Data in a file, not code. */
@NullMarked
package io.promptyard.connector.catalogue;

import org.jspecify.annotations.NullMarked;
