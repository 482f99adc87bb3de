-- latex-boxes.lua - where LuaTeX puts the glyphs and rules of a box
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- measure(N, file) writes box N as one JSON object: lengths in em of 10 pt, y down from
-- the baseline, glyphs by their index in the font file.

local EM = 10 * 65536
local RUNNING = -1073741824

local function number (value)
  return string.format ("%.4f", value / EM)
end

local walk_h, walk_v

local function put_rule (out, x, y, n, parent)
  local width, height, depth = n.width, n.height, n.depth
  if width == RUNNING then width = parent.width end
  if height == RUNNING then height = parent.height end
  if depth == RUNNING then depth = parent.depth end
  if width > 0 and height + depth > 0 then
    out.rules[#out.rules + 1] = string.format ("[%s, %s, %s, %s]", number (x),
      number (y - height), number (width), number (height + depth))
  end
  return width
end

local function put_glyph (out, x, y, n)
  local font = font.getfont (n.font)
  local character = font.characters[n.char]
  out.glyphs[#out.glyphs + 1] = string.format ("[%d, %s, %s, %.3f]",
    character.index or 0, number (x + (n.xoffset or 0)), number (y - (n.yoffset or 0)),
    font.size / EM)
end

function walk_h (out, box, x, y)
  for n in node.traverse (box.list) do
    local kind = node.type (n.id)
    if kind == "glyph" then
      put_glyph (out, x, y, n)
      x = x + n.width
    elseif kind == "kern" then
      x = x + n.kern
    elseif kind == "glue" then
      x = x + node.effective_glue (n, box)
    elseif kind == "hlist" then
      walk_h (out, n, x, y + n.shift)
      x = x + n.width
    elseif kind == "vlist" then
      walk_v (out, n, x, y + n.shift)
      x = x + n.width
    elseif kind == "rule" then
      x = x + put_rule (out, x, y, n, box)
    elseif kind == "math" then
      x = x + n.surround
    end
  end
end

function walk_v (out, box, x, y)
  y = y - box.height
  for n in node.traverse (box.list) do
    local kind = node.type (n.id)
    if kind == "hlist" or kind == "vlist" then
      y = y + n.height
      local walk = kind == "hlist" and walk_h or walk_v
      walk (out, n, x + n.shift, y)
      y = y + n.depth
    elseif kind == "rule" then
      local height = n.height
      put_rule (out, x, y + height, n, box)
      y = y + height + n.depth
    elseif kind == "kern" then
      y = y + n.kern
    elseif kind == "glue" then
      y = y + node.effective_glue (n, box)
    end
  end
end

function measure (register, path)
  local box = tex.box[register]
  local out = { glyphs = {}, rules = {} }
  walk_h (out, box, 0, 0)
  local file = assert (io.open (path, "a"))
  file:write (string.format (
    '{"width": %s, "height": %s, "depth": %s, "glyphs": [%s], "rules": [%s]}\n',
    number (box.width), number (box.height), number (box.depth),
    table.concat (out.glyphs, ", "), table.concat (out.rules, ", ")))
  file:close ()
end
