"""Pages of minutes: what everybody reads, what members read and remark on, the secretary's desk."""
