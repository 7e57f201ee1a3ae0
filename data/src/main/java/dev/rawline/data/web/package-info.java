/** Request → response over HTTP, with timeouts and one policy for repeated attempts. */
package dev.rawline.data.web;
