/** HTTP requests → answers: one gate, whole paths, JSON, bytes and events. */
package dev.rawline.studio.http;
