/** Commands that learn, draw and audit generated scenes. */
package dev.rawline.app.generate;
