(module
  (memory (export "memory") 33)

  ;; The first place from $at on, before $end, where all three slots hold;
  ;; -1 for none. A slot also holds for an escape character and for any byte
  ;; that is not ASCII, and so does the one behind it.
  (func (export "find")
    (param $at i32) (param $end i32)
    (param $a0 i32) (param $a1 i32) (param $a2 i32)
    (param $b0 i32) (param $b1 i32) (param $bAny i32)
    (param $c0 i32) (param $c1 i32) (param $cAny i32)
    (result i32)
    (local $v0 v128) (local $v1 v128) (local $v2 v128)
    (local $e v128) (local $bits i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $v0 (v128.load (local.get $at)))
        (local.set $v1 (v128.load offset=1 (local.get $at)))
        (local.set $v2 (v128.load offset=2 (local.get $at)))
        (local.set $e
          (v128.or
            (i8x16.eq (local.get $v1) (i8x16.splat (i32.const 0x1b)))
            (i8x16.lt_s (local.get $v1) (v128.const i64x2 0 0))))
        (local.set $bits
          (i8x16.bitmask
            (v128.and
              (v128.and
                (v128.or
                  (i8x16.eq (local.get $v0) (i8x16.splat (local.get $a0)))
                  (v128.or
                    (i8x16.eq (local.get $v0) (i8x16.splat (local.get $a1)))
                    (i8x16.eq (local.get $v0) (i8x16.splat (local.get $a2)))))
                (v128.or
                  (v128.or
                    (i8x16.eq (local.get $v1) (i8x16.splat (local.get $b0)))
                    (i8x16.eq (local.get $v1) (i8x16.splat (local.get $b1))))
                  (v128.or
                    (local.get $e)
                    (i8x16.splat (local.get $bAny)))))
              (v128.or
                (v128.or
                  (v128.or
                    (i8x16.eq (local.get $v2) (i8x16.splat (local.get $c0)))
                    (i8x16.eq (local.get $v2) (i8x16.splat (local.get $c1))))
                  (v128.or
                    (i8x16.eq (local.get $v2) (i8x16.splat (i32.const 0x1b)))
                    (i8x16.lt_s (local.get $v2) (v128.const i64x2 0 0))))
                (v128.or
                  (local.get $e)
                  (i8x16.splat (local.get $cAny)))))))
        (if (local.get $bits)
          (then
            (local.set $at
              (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
            (return (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (i32.const -1))

  ;; How often $byte occurs from $at to $end.
  (func (export "count")
    (param $at i32) (param $end i32) (param $byte i32) (result i32)
    (local $total i32) (local $bits i32) (local $left i32)
    (block $done
      (loop $next
        (local.set $left (i32.sub (local.get $end) (local.get $at)))
        (br_if $done (i32.le_s (local.get $left) (i32.const 0)))
        (local.set $bits
          (i8x16.bitmask
            (i8x16.eq
              (v128.load (local.get $at))
              (i8x16.splat (local.get $byte)))))
        (if (i32.lt_s (local.get $left) (i32.const 16))
          (then
            (local.set $bits
              (i32.and
                (local.get $bits)
                (i32.sub
                  (i32.shl (i32.const 1) (local.get $left))
                  (i32.const 1))))))
        (local.set $total
          (i32.add (local.get $total) (i32.popcnt (local.get $bits))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.get $total)))
