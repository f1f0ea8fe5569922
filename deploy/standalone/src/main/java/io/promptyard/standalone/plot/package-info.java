/** Plots as SVG, for documents (fixed colours) and for pages (classes, which the page's own style colours). Pure. */
@NullMarked
package io.promptyard.standalone.plot;

import org.jspecify.annotations.NullMarked;
