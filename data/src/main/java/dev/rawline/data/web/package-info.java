/**
 * Request → response over HTTP, with timeouts and one policy for repeated attempts; addresses that
 * print themselves without their secrets.
 */
package dev.rawline.data.web;
