"""The reading room: pages and a JSON API over queries. Server-rendered; nothing comes from outside."""
