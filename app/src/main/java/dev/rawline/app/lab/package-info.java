/** Commands of {@code lab}: the lab book. */
package dev.rawline.app.lab;
