/** A report as one HTML page that needs nothing else: no network, no script. */
@NullMarked
package io.promptyard.standalone.experiments.page;

import org.jspecify.annotations.NullMarked;
