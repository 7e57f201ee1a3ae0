/** What the fast twins of several packages need of the Vector API. */
package dev.rawline.imaging.vector;
